import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createJsonStore } from '../../src/store/json.ts'
import { startWriter } from '../store/child.ts'
import { createFolder } from '../store/place.ts'
import { NOW } from '../store/samples.ts'
import { type Measured, repeated, timed } from './figures.ts'

/** What one killed process left behind. */
interface Round {
  readonly kept: number
  /** False when it had ended by itself, say because nobody took what it had to say. */
  readonly isKilled: boolean
  readonly broken: readonly string[]
  readonly openMs: number
  readonly parseMs: number
}

/** One after the other on the same file, which grows; then a new one. */
const PER_FILE = 25
/** Files at the same time: the disk is busy with others' writes too. */
const LANES = 2

/** Kills processes with SIGKILL while they write without end, each at another moment of a write. */
export const measureKills = async (kills: number): Promise<Measured> => {
  const { folder, remove } = await createFolder()
  const files = Math.ceil(kills / PER_FILE)
  const killsOn = (file: number): number => Math.min(PER_FILE, kills - file * PER_FILE)
  const waiting = Array.from({ length: files }, (_, file) => file)
  const rounds: Round[] = []
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      rounds.push(...(await killOn(join(folder, `${file}.json`), killsOn(file))))
    }
  }
  await Promise.all(Array.from({ length: LANES }, work))
  await remove()

  const killed = rounds.filter(({ isKilled }) => isKilled).length
  if (killed === 0) throw new Error('no process lived long enough to be killed')
  const lossy = rounds.filter(({ broken }) => broken.length > 0).length
  const parsing = { name: 'read, JSON.parse', values: rounds.map(({ parseMs }) => parseMs) }
  return {
    rows: [
      { name: 'Processes killed while writing', unit: 'count', values: [killed] },
      { name: '… changes they acknowledged', unit: 'count', values: [sum(rounds.map(({ kept }) => kept))] },
      { name: '… kills that lost one', unit: 'count', values: [lossy] },
      { name: '… opening what they left', unit: 'ms', values: rounds.map(({ openMs }) => openMs), baseline: parsing },
    ],
    broken: rounds.flatMap(({ broken }) => broken),
  }
}

const killOn = async (path: string, kills: number): Promise<Round[]> => {
  const all: string[] = []
  return repeated(kills, async (n) => {
    const { kept, isKilled } = await killOne(path, `kill-${n}`)
    all.push(...kept)
    return { kept: kept.length, isKilled, ...(await inspect(path, all)) }
  })
}

/** Lets it keep a few changes, and then go on for as long as a write takes, or half of one, or two. */
const killOne = async (
  path: string,
  prefix: string,
): Promise<Pick<Round, 'isKilled'> & { kept: readonly string[] }> => {
  const writer = startWriter(path, prefix)
  await writer.saidKept(Math.floor(Math.random() * 20))
  await sleep(Math.random() * 10)
  writer.kill()
  const { signal } = await writer.ended
  return { kept: writer.kept, isKilled: signal === 'SIGKILL' }
}

/** Opens the store as the next process would, and looks for everything that was ever acknowledged. */
const inspect = async (path: string, all: readonly string[]): Promise<Omit<Round, 'kept' | 'isKilled'>> => {
  try {
    const began = performance.now()
    const store = await createJsonStore({ path, now: () => NOW })
    const openMs = performance.now() - began
    const found = await Promise.all(all.map((id) => store.submission(id)))
    await store.close()
    const lost = all.filter((_, i) => !found[i])
    return { broken: lost.map((id) => `${id} was acknowledged and is lost`), openMs, parseMs: await timed(parse(path)) }
  } catch (thrown) {
    return { broken: [`the store did not open: ${String(thrown)}`], openMs: Number.NaN, parseMs: Number.NaN }
  }
}

/** There is no file when the first write of all was cut short. */
const parse = (path: string) => async (): Promise<unknown> =>
  existsSync(path) ? JSON.parse(await readFile(path, 'utf8')) : undefined

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

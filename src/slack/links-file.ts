import {
  Document,
  isMap,
  isNode,
  isScalar,
  Lexer,
  LineCounter,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import { z } from 'zod'
import type { Link } from '../store/store.ts'
import { MAX_COMMUNITY, MAX_NAME } from './blocks/link.ts'
import type { FileProblem, LinkEntry } from './blocks/link-file.ts'

/** The links as YAML; `comment` stands at its head. Only what is not as usual of a link is written. */
export const linksText = (links: readonly Link[], comment: string, withChannels = false): string => {
  const document = new Document({ links: links.map((link) => written(link, withChannels)) })
  document.commentBefore = ` ${comment}`
  return document.toString({ lineWidth: 0 })
}

const written = ({ channel, vendor, community, name, paused, digest }: Link, withChannel: boolean) => ({
  ...(withChannel ? { channel } : {}),
  vendor,
  community,
  name,
  ...(paused ? { paused: true } : {}),
  ...(digest === false ? { digest } : {}),
})

/** Everything is read as text, because a long id would lose digits as a number. */
const yesNo = z.enum(['true', 'false']).transform((word) => word === 'true')

const entrySchema = z.strictObject({
  channel: z.string().max(40).exactOptional(),
  vendor: z.string().min(1).max(60).toLowerCase(),
  community: z.string().min(1).max(MAX_COMMUNITY),
  name: z.string().max(MAX_NAME).exactOptional(),
  paused: yesNo.exactOptional(),
  digest: yesNo.exactOptional(),
  remove: yesNo.exactOptional(),
})
/** More than any channel looks after; each is asked for at its vendor when it is linked. */
const MAX_LINKS = 1_000
const fileSchema = z.strictObject({ links: z.array(entrySchema).max(MAX_LINKS) })
/** What so many links are written with, and more. What a hostile text would cost grows with these, not with its length. */
const MAX_TOKENS = 50_000
/** Of brackets in brackets: a list of maps in a map has three. */
const MAX_DEPTH = 10
/** Comparing each key with each other, and drawing the place of each error, would take minutes for many of them. */
const CHEAPLY = { uniqueKeys: false, prettyErrors: false } as const

const TOO_MANY: FileProblem = { kind: 'tooMany', max: MAX_LINKS }

/** What may be said of a link, as it is written. */
export const LINK_KEYS = Object.keys(entrySchema.shape)

export type ParsedFile = { readonly entries: readonly LinkEntry[] } | { readonly problems: readonly FileProblem[] }

/** Reads what `linksText` writes, and what people write alike. Never throws, whatever was pasted. */
export const parseLinksText = (text: string): ParsedFile => {
  const lines = new LineCounter()
  // Spaces of other widths come along with copied text, and are none in YAML.
  const source = text.replace(/[\u00a0\u3000]/g, ' ')
  const cost = costOf(source)
  if (cost) return { problems: [cost] }
  const document = parseDocument(source, { ...CHEAPLY, schema: 'failsafe', lineCounter: lines })
  const lineOf = (node: unknown): number => (isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1)

  const problems = document.errors.map(({ code, pos }): FileProblem => {
    const { line } = lines.linePos(pos[0])
    return code === 'BAD_ALIAS' ? { kind: 'alias', line } : { kind: 'syntax', line }
  })
  visit(document, {
    Alias: (_, node) => void problems.push({ kind: 'alias', line: lineOf(node) }),
    Map: (_, node) =>
      void problems.push(...keysTwice(node).map((key) => ({ kind: 'syntax' as const, line: lineOf(key) }))),
  })
  if (problems.length > 0) return { problems }
  if (!document.contents) return { problems: [{ kind: 'empty' }] }

  const { data, error } = fileSchema.safeParse(document.toJS())
  if (data) {
    const lineAt = (index: number) => lineOf(document.getIn(['links', index], true))
    return { entries: data.links.map((entry, index) => ({ ...entry, line: lineAt(index) })) }
  }
  return { problems: error.issues.map((issue) => problemOf(issue, document.contents, lineOf)) }
}

const problemOf = (
  issue: z.core.$ZodIssue,
  contents: ParsedNode | null,
  lineOf: (node: unknown) => number,
): FileProblem => {
  const [, index, key] = issue.path
  if (index === undefined && issue.code === 'too_big') return TOO_MANY
  const entry = isMap(contents) ? contents.getIn(['links', Number(index)], true) : undefined
  if (index === undefined || !isMap(entry)) return { kind: 'noList' }
  const pairOf = (name: string) => entry.items.find((pair) => isScalar(pair.key) && pair.key.value === name)
  if (issue.code === 'unrecognized_keys') {
    const [name = ''] = issue.keys
    return { kind: 'unknownKey', line: lineOf(pairOf(name)?.key), key: name }
  }
  const name = String(key)
  const pair = pairOf(name)
  if (!pair) return { kind: 'missing', line: lineOf(entry), key: name }
  return { kind: issue.code === 'invalid_value' ? 'notYesNo' : 'notText', line: lineOf(pair.key), key: name }
}

/** Why the library would take long for a text, found at little cost: brackets that do not match are among the worst. */
const costOf = (text: string): FileProblem | undefined => {
  let [tokens, depth, line] = [0, 0, 1]
  for (const token of new Lexer().lex(text)) {
    tokens += 1
    depth += Number(token === '[' || token === '{') - Number(token === ']' || token === '}')
    if (tokens > MAX_TOKENS) return TOO_MANY
    if (depth < 0 || depth > MAX_DEPTH) return { kind: 'syntax', line }
    line += token.split('\n').length - 1
  }
  return undefined
}

const keysTwice = ({ items }: YAMLMap): unknown[] => {
  const seen = new Set<unknown>()
  return items.flatMap(({ key }) => {
    const name = isScalar(key) ? key.value : key
    const isKnown = seen.has(name)
    seen.add(name)
    return isKnown ? [key] : []
  })
}

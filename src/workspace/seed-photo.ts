import { crc32, deflateSync } from 'node:zlib'

const WIDTH = 320
const HEIGHT = 240
/** Each row begins with the byte that says how it is filtered: not at all. */
const ROW = 1 + WIDTH * 3

/** Red, green, blue. */
type Colour = readonly [number, number, number]

const CEILING: Colour = [232, 230, 222]
const WALL: Colour = [214, 210, 199]
const FLOOR: Colour = [120, 118, 114]
const STAIN: readonly Colour[] = [
  [216, 205, 186],
  [190, 172, 141],
  [158, 133, 96],
]
const WATER: Colour = [96, 131, 156]

/** A photo that nobody took: water comes through the ceiling of a garage. A PNG of a few kilobytes. */
export const leakPhoto = (): Uint8Array => {
  const rows = Buffer.alloc(ROW * HEIGHT)
  const box = (colour: Colour, left: number, top: number, width: number, height: number) => {
    for (let y = top; y < top + height; y += 1) {
      const start = y * ROW + 1 + left * 3
      rows.fill(Uint8Array.from(colour), start, start + width * 3)
    }
  }
  const oval = (colour: Colour, left: number, top: number, width: number, height: number) => {
    for (let y = 0; y < height; y += 1) {
      const half = Math.round((width / 2) * Math.sqrt(1 - ((2 * y + 1) / height - 1) ** 2))
      box(colour, left + width / 2 - half, top + y, half * 2, 1)
    }
  }
  box(CEILING, 0, 0, WIDTH, 70)
  box(WALL, 0, 70, WIDTH, 130)
  box(FLOOR, 0, 200, WIDTH, 40)
  STAIN.forEach((colour, ring) => {
    oval(colour, 64 + ring * 28, 24 + ring * 9, 184 - ring * 56, 58 - ring * 18)
  })
  oval(WATER, 76, 206, 168, 24)
  for (const [left, length] of [
    [117, 90],
    [159, 148],
    [195, 66],
  ] as const) {
    box(WATER, left, 62, 3, length)
  }
  return encodePng(rows)
}

const encodePng = (rows: Uint8Array): Uint8Array => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  // Eight bits for each of three colours, nothing interlaced.
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** @see https://www.w3.org/TR/png-3/#5Chunk-layout */
const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

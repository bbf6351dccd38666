import { Document, isMap, isNode, isScalar, LineCounter, type ParsedNode, parseDocument, visit } from 'yaml'
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
const fileSchema = z.strictObject({ links: z.array(entrySchema) })

/** What may be said of a link, as it is written. */
export const LINK_KEYS = Object.keys(entrySchema.shape)

export type ParsedFile = { readonly entries: readonly LinkEntry[] } | { readonly problems: readonly FileProblem[] }

/** Reads what `linksText` writes, and what people write alike. Never throws, whatever was pasted. */
export const parseLinksText = (text: string): ParsedFile => {
  const lines = new LineCounter()
  // Spaces of other widths come along with copied text, and are none in YAML.
  const document = parseDocument(text.replace(/[\u00a0\u3000]/g, ' '), { schema: 'failsafe', lineCounter: lines })
  const lineOf = (node: unknown): number => (isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1)

  const problems = document.errors.map(({ code, pos }): FileProblem => {
    const { line } = lines.linePos(pos[0])
    return code === 'BAD_ALIAS' ? { kind: 'alias', line } : { kind: 'syntax', line }
  })
  visit(document, { Alias: (_, node) => void problems.push({ kind: 'alias', line: lineOf(node) }) })
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

/** Running text, whether the app wrote it as mrkdwn or as rich_text. */
export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'styled'; readonly style: Style; readonly children: readonly Span[] }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Span[] }
  | { readonly kind: 'user' | 'channel'; readonly id: string; readonly label?: string }
  /** `@channel`, `@here`, `@everyone` or a user group: it rings many telephones. */
  | { readonly kind: 'broadcast'; readonly name: string }
  | { readonly kind: 'emoji'; readonly name: string }
  | {
      readonly kind: 'date'
      readonly unix: number
      readonly format: string
      readonly url?: string
      readonly fallback: string
    }

export type Style = 'bold' | 'italic' | 'strike' | 'code' | 'underline'

export type Passage =
  /** Line breaks are `\n` in the text. */
  | { readonly kind: 'lines' | 'quote' | 'pre'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] }

export interface Item {
  /** `•` or `3.` */
  readonly marker: string
  /** How deep the list is nested, from 0. */
  readonly indent: number
  readonly spans: readonly Span[]
}

type Child = Node | string | undefined

interface Props {
  readonly class?: string
  readonly click?: (event: MouseEvent) => void
  /** Set through CSSOM: the page's Content-Security-Policy allows no style attributes. */
  readonly style?: Readonly<Record<string, string>>
  /** Attributes. `true` sets an empty one, `false` and `undefined` leave it out. */
  readonly [attribute: string]: unknown
}

/**
 * An element with attributes and children. Text becomes text nodes and never markup, and an `href` or `src` is set only
 * when it is harmless, so nothing in the workspace's data can run.
 */
export const h = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag)
  const { click, style, ...attributes } = props
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value)
  for (const [name, value] of Object.entries(style ?? {})) element.style.setProperty(name, value)
  if (click) on(element, 'click', click)
  element.append(...children.filter((child) => child !== undefined))
  return element
}

const setAttribute = (element: HTMLElement, name: string, value: unknown): void => {
  if (value === undefined || value === false) return
  if (name === 'href' && !isLink(String(value))) return
  if (name === 'src' && !isPicture(String(value))) return
  element.setAttribute(name, value === true ? '' : String(value))
}

const hasProtocol = (url: string, protocols: readonly string[]): boolean => {
  const parsed = URL.parse(url)
  return parsed !== null && protocols.includes(parsed.protocol)
}

/** Whether a link may be offered: `javascript:` and the like may not. */
export const isLink = (url: string): boolean => hasProtocol(url, ['http:', 'https:', 'mailto:'])

export const isPicture = (url: string): boolean => hasProtocol(url, ['http:', 'https:'])

/** A link that opens beside the workspace; only its words when the address is not one that may be opened. */
export const link = (url: string, ...children: readonly Child[]): HTMLElement =>
  isLink(url)
    ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...children)
    : h('span', {}, ...children)

/** Adds a listener and hands the element back, so that building reads as one expression. */
export const on = <E extends HTMLElement, K extends keyof HTMLElementEventMap>(
  element: E,
  type: K,
  listener: (event: HTMLElementEventMap[K]) => void,
): E => {
  element.addEventListener(type, listener)
  return element
}

/**
 * Makes the children of `parent` exactly `nodes`, touching only what differs: a node that stays keeps its focus, its
 * caret, its scroll position and a half-composed Chinese word.
 */
export const arrange = (parent: HTMLElement, nodes: readonly Node[]): void => {
  const wanted = new Set(nodes)
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove()
  nodes.forEach((node, index) => {
    const present = parent.childNodes[index]
    if (present !== node) parent.insertBefore(node, present ?? null)
  })
}

/** Runs the latest of many calls once they pause for `milliseconds`. */
export const whenSettled = (milliseconds: number): ((run: () => void) => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (run) => {
    clearTimeout(timer)
    timer = setTimeout(run, milliseconds)
  }
}

/** What may be read by more than one person, or by the one who asked. */
export type Audience = 'one' | 'many'

/** The first character stays: enough to tell two people apart who both know them. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name]
  return rest.length === 0 ? '*' : `${first}${'*'.repeat(Math.min(rest.length, 3))}`
}

/** The last two digits stay. */
export const maskPhone = (phone: string): string => {
  const kept = phone.slice(-2)
  return phone.length <= 4 ? '****' : `****${kept}`
}

export const maskPlace = (place: string): string => (place === '' ? '' : '***')

/** Phone-like runs of digits inside free text, with the separators that people write. */
export const maskText = (text: string): string =>
  text.replace(/(?<![\p{L}\p{N}])\+?\d(?:[\s().-]?\d){6,14}(?![\p{L}\p{N}])/gu, maskPhone)

/** The languages that Caretaker speaks. The first is what someone with any other locale reads. */
export const LANGUAGES = ['en', 'zh-CN'] as const

export type Language = (typeof LANGUAGES)[number]

/** One thing to say, in every language: field labels, choices and status words that belong to one vendor. */
export type Words = Readonly<Record<Language, string>>

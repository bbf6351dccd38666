import about from '../package.json' with { type: 'json' }

/** As in package.json, `1.4.0`. */
export const VERSION: string = about.version

import { z } from 'zod'

/** A fault as the wire has it. Only the number must be there: any other field may be missing. */
export const faultSchema = z.looseObject({ number: z.string().min(1) })

export type Fault = z.output<typeof faultSchema>

/** A row that is no fault is undefined, so that one bad row does not cost the others. */
export const faultsSchema = z.object({ faults: z.array(faultSchema.optional().catch(undefined)) })

import { describe, expect, it } from 'vitest'
import { aicc } from '../../src/drivers/aicc/index.ts'
import { akubela } from '../../src/drivers/akubela/index.ts'
import { demand, type Fields, type Form } from '../../src/tickets/driver.ts'
import { type Bench, listAll, openBench, sampleFields } from './bench.ts'

const madeOf = (form: Form | undefined): NonNullable<Form['made']> => {
  if (!form?.made) throw new Error('the form does not tell what it made')
  return form.made
}

describe.each([akubela, aicc])('the form for new tickets of $vendor', (vendor) => {
  const fieldsOf = (bench: Bench): Fields => sampleFields(bench, bench.driver.forms.create)

  it('knows the ticket that it made from all others, in the list and in detail', async () => {
    await using bench = await openBench({ vendor })
    const { driver, ticket } = bench
    const made = madeOf(driver.forms.create)
    const fields = fieldsOf(bench)
    const { ref } = await demand(driver, 'create')(ticket.community, fields)
    const listed = await listAll(driver, { community: ticket.community })
    expect(listed.filter((one) => made(fields, one)).map((one) => one.ref)).toEqual([ref])
    expect(made(fields, await demand(driver, 'detail')(ref))).toBe(true)
  })

  it('does not know a ticket of which one thing differs', async () => {
    await using bench = await openBench({ vendor })
    const { driver, ticket } = bench
    const made = madeOf(driver.forms.create)
    const fields = fieldsOf(bench)
    const { ref } = await demand(driver, 'create')(ticket.community, fields)
    const detail = await demand(driver, 'detail')(ref)
    for (const [name, value] of Object.entries(fields)) {
      const at = Date.parse(String(value))
      const other = /^\d{4}-.*Z$/.test(String(value)) ? new Date(at + 60_000).toISOString() : `${value} 2`
      expect(made({ ...fields, [name]: other }, detail), name).toBe(false)
    }
  })

  it('does not mind other blanks and line ends', async () => {
    await using bench = await openBench({ vendor })
    const { driver, ticket } = bench
    const fields = { ...fieldsOf(bench), description: ' 3 号楼  漏水\r\n请尽快 ' }
    const { ref } = await demand(driver, 'create')(ticket.community, fields)
    expect(madeOf(driver.forms.create)(fields, await demand(driver, 'detail')(ref))).toBe(true)
  })
})

it('the form for changes of aicc knows a case that has them all, and none before', async () => {
  await using bench = await openBench({ vendor: aicc })
  const { driver, ticket, change } = bench
  const made = madeOf(driver.forms.update)
  const detail = demand(driver, 'detail')
  expect(made(change, await detail(ticket))).toBe(false)
  await demand(driver, 'update')(ticket, change)
  const changed = await detail(ticket)
  expect(made(change, changed)).toBe(true)
  for (const name of Object.keys(change))
    expect(made({ ...change, [name]: '2031-01-01T00:00:00.000Z' }, changed)).toBe(false)
})

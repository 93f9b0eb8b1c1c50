import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Kind, LastVisit } from '../src/device/types'
import { check, fillUnchanged, refusals, shortcomings } from '../src/form/rules'
import { forms, visit } from './helpers/forms'

interface Vector { name: string; kind: string; basis: boolean; body: any; faults: string[] }
const vectors: Vector[] = JSON.parse(readFileSync(new URL('rule-vectors.json', import.meta.url), 'utf8'))

const fieldsOf = (faults: { field: string }[]) => [...new Set(faults.map(fault => fault.field))].sort()
const last: LastVisit = { id: '0190f3a2-7c1e-7abc-8def-0123456789ab', happenedOn: '2026-10-28', answers: {}, safety: { gas: 'safe' }, needs: [], changes: [] }
const eight = ['family', 'expression', 'movement', 'illness', 'mood', 'personalHygiene', 'homeHygiene', 'room']

describe('what the server refuses', () => {
  it.each(vectors.map(vector => [`${vector.kind}: ${vector.name}`, vector] as const))('%s', (_, vector) => {
    const faults = refusals(forms[vector.kind as Kind], vector.body, { basis: vector.basis })
    expect(fieldsOf(faults)).toEqual(vector.faults)
    for (const fault of faults) expect(fault.message).toMatch(/[\u4e00-\u9fff]/)
  })

  it('names vectors only once, and enough of them', () => {
    expect(new Set(vectors.map(vector => vector.name)).size).toBe(vectors.length)
    expect(vectors.length).toBeGreaterThan(60)
  })

  it('never repeats in a message what was written', () => {
    const faults = refusals(visit, { mode: '张三住院', secret张三: 1, suggestion: '李四'.repeat(600) }, { basis: false })
    expect(JSON.stringify(faults)).not.toMatch(/张三|李四/)
  })
})

describe('what the phone asks for besides', () => {
  it('at least one of the eleven, and a name', () => {
    expect(fieldsOf(shortcomings(visit, { mode: 'onSite' }, { basis: false }))).toEqual(['family', 'visitors'])
    expect(shortcomings(visit, { mode: 'onSite', gas: 'safe', visitors: ['王五'] }, { basis: false })).toEqual([])
    expect(fieldsOf(shortcomings(visit, { gas: 'safe', visitors: [' '] }, { basis: false }))).toEqual(['visitors'])
  })

  it('an outcome before an emergency is closed', () => {
    const open = { what: 'fall', visitors: ['王五'] }
    expect(check(forms.emergency, open, { basis: false })).toEqual([])
    expect(fieldsOf(check(forms.emergency, open, { basis: false, closing: true }))).toEqual(['outcome'])
    expect(check(forms.emergency, { ...open, outcome: 'hospital' }, { basis: false, closing: true })).toEqual([])
  })
})

describe('the other eight are unchanged', () => {
  it('fills exactly the eight, and says with what they were compared', () => {
    const filled = fillUnchanged(visit, { mode: 'onSite', visitors: ['王五'] }, last)
    expect(Object.keys(filled).sort()).toEqual([...eight, 'basis', 'mode', 'visitors'].sort())
    expect(check(visit, filled, { basis: true })).toEqual([])
  })

  it('leaves what was answered; an emptied field was not', () => {
    const before = { mode: 'onSite', mood: 'worse', family: { change: 'more', by: 2 }, illness: { state: '' } }
    const filled = fillUnchanged(visit, before, last)
    expect(filled).toMatchObject({ mood: 'worse', family: { change: 'more', by: 2 }, illness: { state: 'unchanged' } })
    expect(before.illness.state).toBe('')
  })

  it('never touches a safety item, whatever a form may say of it', () => {
    const odd = { ...visit, items: visit.items.map(item => (item.isSafety ? { ...item, knowsUnchanged: true } : item)) }
    for (const key of ['gas', 'water', 'electricity']) expect(fillUnchanged(odd, {}, last)).not.toHaveProperty(key)
  })
})

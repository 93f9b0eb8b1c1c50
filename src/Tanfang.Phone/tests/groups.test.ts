import { describe, expect, it } from 'vitest'
import type { QueueItem } from '../src/device/types'
import { age, shortDay, sundayOf } from '../src/people/days'
import { grouped, groupOf, openEmergencies, savedToday, seenAtThisStop, stops, withoutFulfilled } from '../src/people/groups'
import { demoPeople, duty, person, today } from './fake-people'

const nobody = new Set<string>()
const overdue = duty({ overdueSince: '2026-11-23', from: '2026-11-16', until: '2026-11-23', dueOn: '2026-11-22' })
const now = new Date('2026-11-28T10:30:00+08:00')
const safety = ['gas', 'water', 'electricity']

const record = (elderId: string, body: object, over: Partial<QueueItem> & { corrects?: string } = {}): QueueItem => ({
  id: 'r-' + elderId, kind: 'visit', elderId, savedAt: '2026-11-28T02:10:00Z', bytes: 900, state: 'waiting', foreign: false,
  record: { elderId, happenedOn: '2026-11-28', happenedAt: '2026-11-28T02:05:00Z', recordedAt: '2026-11-28T02:10:00Z', corrects: over.corrects, body }, ...over,
})

describe('groups', () => {
  it('overdue goes before what is due today', () => expect(groupOf(person({ duties: [duty({ dueOn: today }), overdue] }), today, nobody)).toBe('overdue'))
  it('due today', () => expect(groupOf(person({ duties: [duty({ dueOn: today })] }), today, nobody)).toBe('today'))
  it('due on Sunday is this week, on Monday it is not', () => {
    expect(groupOf(person({ duties: [duty({ dueOn: '2026-11-29' })] }), today, nobody)).toBe('week')
    expect(groupOf(person({ duties: [duty({ dueOn: '2026-11-30' })] }), today, nobody)).toBe('later')
  })
  it('a Sunday ends its own week', () => expect(sundayOf('2026-11-29')).toBe('2026-11-29'))
  it('without a duty nobody is pressed', () => expect(groupOf(person({ duties: [] }), today, nobody)).toBe('later'))
  it('visited or saved today is done, whatever is due', () => {
    expect(groupOf(person({ visitedToday: true, duties: [overdue] }), today, nobody)).toBe('done')
    const p = person({ duties: [overdue] })
    expect(groupOf(p, today, savedToday([record(p.elderId, {})], today))).toBe('done')
  })
  it('a record the server refused does not make it done, nor an attempt', () => {
    const p = person({})
    expect(savedToday([record(p.elderId, {}, { outcome: 'rejected', state: 'trouble' })], today).size).toBe(0)
    expect(savedToday([record(p.elderId, {}, { kind: 'attempt' })], today).size).toBe(0)
  })
  it('the most urgent comes first', () => {
    const people = [person({ duties: [duty({ ...overdue, overdueSince: '2026-11-23' })] }), person({ duties: [duty({ ...overdue, overdueSince: '2026-11-09' })] })]
    expect(grouped(people, today, nobody).overdue.map(s => s.people[0])).toEqual([people[1], people[0]])
  })
  it('what was visited yesterday and waits is not due again today', () => {
    const p = person({ duties: [overdue, duty({ dueOn: today })] })
    const waits = record(p.elderId, { mode: 'onSite' })
    waits.record.happenedOn = '2026-11-27'
    expect(withoutFulfilled([p], [waits])[0].duties).toEqual([])
    expect(withoutFulfilled([p], [{ ...waits, state: 'received' }])[0].duties).toHaveLength(2)
    waits.record.body.mode = 'phone'
    expect(withoutFulfilled([p], [waits])[0].duties).toHaveLength(2)
  })
})

describe('a couple', () => {
  const people = demoPeople()
  const [he, she] = [people[1], people[2]]
  const seen = (queue: QueueItem[], at = now) => seenAtThisStop(she, people, queue, at, safety)

  it('is one stop while both are on the list', () => {
    expect(stops(people, today, nobody).find(s => s.people.length === 2)!.people).toEqual([he, she])
    expect(stops([he], today, nobody)[0].people).toEqual([he])
  })
  it('is done when both are', () => {
    expect(stops([he, she], today, new Set([he.elderId]))[0].group).toBe('today')
    expect(stops([he, she], today, new Set([he.elderId, she.elderId]))[0].group).toBe('done')
  })
  it('is offered what was seen at this stop, and only the safety items', () =>
    expect(seen([record(he.elderId, { mode: 'onSite', gas: 'safe', electricity: 'unsafe', mood: 'worse' })])).toEqual({ name: he.name, answers: { gas: 'safe', electricity: 'unsafe' } }))
  it('is offered nothing of a telephone call, another household, or a stop of hours ago', () => {
    expect(seen([record(he.elderId, { mode: 'phone', gas: 'safe' })])).toBeUndefined()
    expect(seen([record(people[0].elderId, { mode: 'onSite', gas: 'safe' })])).toBeUndefined()
    expect(seen([record(he.elderId, { mode: 'onSite', gas: 'safe' })], new Date('2026-11-28T14:30:00+08:00'))).toBeUndefined()
    expect(seen([record(he.elderId, { mode: 'onSite' })])).toBeUndefined()
  })
  it('is not offered a draft of yesterday that was only saved now', () => {
    const late = record(he.elderId, { mode: 'onSite', gas: 'safe' })
    late.record.happenedAt = '2026-11-27T02:05:00Z'
    expect(seen([late])).toBeUndefined()
  })
})

describe('emergencies', () => {
  const p = person({ emergency: { id: 'e1', what: 'fall', since: '2026-11-27T08:00:00Z' } })
  const first = record(p.elderId, { what: 'gas', called: ['120'] }, { id: 'e2', kind: 'emergency' })

  it('are open as told by the server and as recorded here', () => expect(openEmergencies([p], [first]).map(e => e.id)).toEqual(['e1', 'e2']))
  it('are closed by the record that names them and has an outcome', () => {
    const closing = record(p.elderId, { what: 'fall', outcome: 'hospital' }, { id: 'e3', kind: 'emergency', corrects: 'e1' })
    expect(openEmergencies([p], [first, closing]).map(e => e.id)).toEqual(['e2'])
  })
})

it('days are spoken short, ages turn on the birthday', () => {
  expect(shortDay('2026-03-02', today)).toBe('3月2日')
  expect(shortDay('2025-12-01', today)).toBe('2025年12月1日')
  expect([age('1944-11-28', today), age('1944-11-29', today)]).toEqual([82, 81])
})

import type { Day, Duty, Person, QueueItem } from '../device/types'
import { chinaDay, sundayOf } from './days'

export const groupNames = ['overdue', 'today', 'week', 'later', 'done'] as const
export type GroupName = (typeof groupNames)[number]

/** Who is met at one door: as a rule one person, a couple when both are on the list. */
export interface Stop { key: string; people: Person[]; group: GroupName }

const isVisit = (item: QueueItem) => item.kind === 'visit' && item.outcome !== 'rejected' && !item.foreign

/** Ids of those for whom a record of this kind was saved on this phone today. */
export const savedToday = (queue: QueueItem[], today: Day, kind = 'visit') =>
  new Set(
    queue
      .filter(i => i.kind === kind && i.outcome !== 'rejected' && !i.foreign && i.elderId && chinaDay(i.savedAt) === today)
      .map(i => i.elderId!),
  )

export function groupOf(person: Person, today: Day, saved: Set<string>): GroupName {
  if (person.visitedToday || saved.has(person.elderId)) return 'done'
  if (overdueSince(person)) return 'overdue'
  const due = nextDue(person)
  if (!due) return 'later'
  return due <= today ? 'today' : due <= sundayOf(today) ? 'week' : 'later'
}

export const overdueSince = (person: Person) =>
  person.duties.map(d => d.overdueSince).filter((d): d is Day => !!d).sort()[0]

export const nextDue = (person: Person) => person.duties.filter(d => !d.overdueSince).map(d => d.dueOn).sort()[0]

export function stops(people: Person[], today: Day, saved: Set<string>): Stop[] {
  const doors = new Map<string, Person[]>()
  for (const person of people) {
    const key = person.household ?? person.elderId
    doors.set(key, [...(doors.get(key) ?? []), person])
  }
  return [...doors].map(([key, members]) => {
    const groups = members.map(p => groupOf(p, today, saved))
    return { key, people: members, group: groupNames[Math.min(...groups.map(g => groupNames.indexOf(g)))] }
  })
}

/** The most urgent first; what is due alike stays together by place. */
export function grouped(people: Person[], today: Day, saved: Set<string>): Record<GroupName, Stop[]> {
  const result: Record<GroupName, Stop[]> = { overdue: [], today: [], week: [], later: [], done: [] }
  const urgency = (stop: Stop) =>
    stop.people.map(p => overdueSince(p) ?? nextDue(p) ?? '9').sort()[0] + (stop.people[0].division + (stop.people[0].address ?? ''))
  const keyed = stops(people, today, saved).map(stop => ({ stop, by: urgency(stop) }))
  keyed.sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
  for (const { stop } of keyed) result[stop.group].push(stop)
  return result
}

/** The others of the household who are on the list too. */
export const housemates = (person: Person, people: Person[]) =>
  person.household ? people.filter(p => p.household === person.household && p.elderId !== person.elderId) : []

const stopMinutes = 120
const within = (time: number) => Math.abs(time) < stopMinutes * 60_000

/**
 * The safety items as just seen at this door. One look serves the couple: only a visit on site, of the same household,
 * at this stop; what was found on another day is never offered.
 */
export function seenAtThisStop(person: Person, people: Person[], queue: QueueItem[], now: Date, keys: string[]) {
  const mates = new Map(housemates(person, people).map(p => [p.elderId, p.name]))
  const item = queue
    .filter(i => isVisit(i) && mates.has(i.elderId ?? '') && i.record?.body?.mode === 'onSite')
    .filter(i => within(now.getTime() - Date.parse(i.savedAt)) && within(Date.parse(i.record.recordedAt) - Date.parse(i.record.happenedAt)))
    .sort((a, b) => Date.parse(b.savedAt) - Date.parse(a.savedAt))[0]
  if (!item) return undefined
  const answers: Record<string, string> = {}
  for (const key of keys) if (item.record.body[key]) answers[key] = item.record.body[key]
  return Object.keys(answers).length ? { name: mates.get(item.elderId!)!, answers } : undefined
}

export interface OpenEmergency { id: string; elderId: string; what: string; since: string; called: string[] }

/** Those not closed by a record with an outcome, whether the server told of them or this phone recorded them. */
export function openEmergencies(people: Person[], queue: QueueItem[]): OpenEmergency[] {
  const records = queue.filter(i => i.kind === 'emergency' && i.record && i.outcome !== 'rejected')
  const closed = new Set(records.filter(i => i.record.body.outcome).map(i => i.record.corrects as string))
  const open = new Map<string, OpenEmergency>()
  for (const p of people)
    if (p.emergency) open.set(p.emergency.id, { ...p.emergency, elderId: p.elderId, called: [] })
  for (const { id, record } of records)
    if (!record.body.outcome && !record.corrects)
      open.set(id, { id, elderId: record.elderId, what: record.body.what, since: record.happenedAt, called: record.body.called ?? [] })
  return [...open.values()].filter(e => !closed.has(e.id))
}


/**
 * The list as it would be if what waits had arrived: who was visited yesterday without a signal is not due today again.
 * The server decides; this only bridges the time until it does.
 */
export function withoutFulfilled(people: Person[], queue: QueueItem[]): Person[] {
  const unsent = queue.filter(i => isVisit(i) && i.state !== 'received' && i.record)
  if (!unsent.length) return people
  return people.map(person => {
    const visits = unsent.map(i => i.record).filter(r => r.elderId === person.elderId)
    const isMet = (d: Duty) => visits.some(v => d.modes.includes(v.body.mode) && v.happenedOn >= (d.overdueSince ?? d.from))
    return visits.length ? { ...person, duties: person.duties.filter(d => !isMet(d)) } : person
  })
}

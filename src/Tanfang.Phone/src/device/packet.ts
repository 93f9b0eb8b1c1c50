import { day } from './days'
import type { Inside, Open } from './inside'
import { seal, type Sealed, unseal } from './keys'
import { type Packet, plain, putPlain, type Store, write, type Writing } from './store'
import type { Person, Uuid } from './types'

/** GET /api/v1/worklist. */
export interface Worklist {
  epoch: string
  cursor: string
  full: boolean
  asOf: string
  leaseUntil: string
  items: Person[]
  gone: Uuid[]
  beyond: number
}

export type SealedPeople = [Uuid, Sealed][]

export const keptReceipts = 30 * day

export const sealPeople = (key: CryptoKey, people: Person[]): Promise<SealedPeople> =>
  Promise.all(people.map(async person => [person.elderId, await seal(key, 'people', person.elderId, withoutNulls(person))]))

/** The server writes null for what is not known; here it is left out. */
function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutNulls) as T
  if (typeof value !== 'object' || value === null) return value
  const known = Object.entries(value).filter(([, inner]) => inner !== null)
  return Object.fromEntries(known.map(([key, inner]) => [key, withoutNulls(inner)])) as T
}

/** True when it was taken; an answer to a question about a list that was cleared meanwhile is not. */
export async function takeWorklist(tx: Writing, asked: string | undefined, list: Worklist, people: SealedPeople, now: number) {
  const before = ((await tx.objectStore('plain').get('packet')) ?? {}) as Packet
  if (!list.full && before.cursor !== asked) return false
  // The server was restored: what it acknowledged since then it may not know any more.
  if (before.epoch && before.epoch !== list.epoch) await reopenReceipts(tx, now)
  const store = tx.objectStore('people')
  if (list.full) await store.clear()
  for (const [id, sealed] of people) await store.put(sealed, id)
  for (const id of list.gone) await store.delete(id)
  const { epoch, cursor, asOf, leaseUntil, beyond } = list
  await putPlain(tx, 'packet', { epoch, cursor, asOf, leaseUntil, beyond })
  return true
}

async function reopenReceipts(tx: Writing, now: number) {
  const queue = tx.objectStore('queue')
  for (const row of await queue.getAll())
    if (row.state === 'received' && Date.parse(row.receivedAt!) > now - keptReceipts)
      await queue.put({ ...row, state: 'waiting', outcome: undefined, reason: undefined })
}

/** Only after the server was asked for its epoch. */
export async function dropOldReceipts(tx: Writing, now: number) {
  const queue = tx.objectStore('queue')
  for (const row of await queue.getAll())
    if (row.state === 'received' && Date.parse(row.receivedAt!) <= now - keptReceipts) {
      await queue.delete(row.id)
      await tx.objectStore('texts').delete(row.id)
    }
}

/** The epoch stays: whoever signs in next must see that the server was restored meanwhile. */
export async function clearPacket(tx: Writing) {
  const packet = (await tx.objectStore('plain').get('packet')) as Packet | undefined
  await tx.objectStore('people').clear()
  await putPlain(tx, 'packet', { epoch: packet?.epoch })
}

export async function readPeople(store: Store, key: CryptoKey): Promise<Open['people']> {
  const [ids, rows] = await Promise.all([store.getAllKeys('people'), store.getAll('people')])
  const people = await Promise.all(ids.map((id, i) => unseal<Person>(key, 'people', id, rows[i])))
  const readable = people.filter((person): person is Person => person !== undefined)
  readable.sort((a, b) => (a.initials < b.initials ? -1 : a.initials > b.initials ? 1 : 0))
  return new Map(readable.map(person => [person.elderId, person]))
}

export async function showPacket(inside: Inside) {
  const packet = await plain(inside.store, 'packet')
  inside.changed({ listAsOf: packet?.asOf, leaseUntil: packet?.leaseUntil })
}

/** Clears the list when its lease is over, whether locked or not; true when it was so. */
export async function endLease(inside: Inside): Promise<boolean> {
  const until = (await plain(inside.store, 'packet'))?.leaseUntil
  if (!until || inside.now() < Date.parse(until)) return false
  await write(inside.store, ['plain', 'people'], clearPacket)
  inside.open?.people.clear()
  await showPacket(inside)
  if (inside.status.phase === 'open') inside.changed({ phase: 'accessLost' })
  return true
}

/** The token was refused: the list goes, what was recorded stays. */
export async function loseAccess(inside: Inside) {
  await write(inside.store, ['plain', 'people'], clearPacket)
  inside.open?.people.clear()
  await showPacket(inside)
  inside.changed({ phase: 'accessLost', lastError: '登录已失效，请重新登录；待上传的记录还在' })
}

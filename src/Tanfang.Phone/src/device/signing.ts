import type { SealTo } from './box'
import type { KeptDraft } from './drafts'
import { newId } from './ids'
import type { Inside, Open, SavedText } from './inside'
import { makeLock, openLock, seal, unseal } from './keys'
import { readPeople, sealPeople, showPacket, takeWorklist, type Worklist } from './packet'
import { faultInPin, forgetKey } from './pin'
import { type Name, plain, putPlain, write } from './store'
import { AccessLost, Refused, Unreachable } from './talk'
import type { Fault, Form, Me } from './types'

/** Everything a device needs to work without a signal; kept only when a PIN was chosen. */
export interface Arrival { token: string; me: Me; sealTo: SealTo; forms: Record<string, Form>; list: Worklist }

const kinds = ['visit', 'attempt', 'emergency']
const all: Name[] = ['plain', 'sealed', 'people', 'drafts', 'texts', 'queue']

/** Whatever went wrong with the server, said to the visitor; a fault of ours is thrown on. */
export function faultOf(failure: unknown): Fault {
  if (failure instanceof Refused) return { field: failure.field, message: failure.title }
  if (failure instanceof Unreachable || failure instanceof AccessLost) return { field: '', message: failure.message }
  throw failure
}

export async function arrive(inside: Inside, userName: string, password: string, code?: string): Promise<Arrival | Fault> {
  try {
    const { token } = await inside.ask('/tokens', { body: JSON.stringify({ userName, password, code }) })
    const { me, sealTo, formVersion } = await askPhone(inside, token)
    const forms = await askForms(inside, token, formVersion)
    const list: Worklist = await inside.ask('/worklist', { token })
    inside.hear(list.asOf)
    return { token, me, sealTo, forms, list }
  } catch (failure) {
    return faultOf(failure)
  }
}

export async function askPhone(inside: Inside, token: string) {
  const { userName, name, organisation, visitors, place, calls, settings, sealTo, formVersion } = await inside.ask('/phone', { token })
  const me: Me = { userName, name, organisation, visitors, place, calls, settings }
  return { me, sealTo: sealTo as SealTo, formVersion: formVersion as string }
}

export async function askForms(inside: Inside, token: string, version: string) {
  const forms: Form[] = await Promise.all(kinds.map(kind => inside.ask(`/forms/${kind}/${version}`, { token })))
  return Object.fromEntries(kinds.map((kind, i) => [kind, forms[i]]))
}

/** A new PIN means a new key. What lies under the old one comes along when it is the same visitor's and can still be read. */
export async function settle(inside: Inside, arrival: Arrival, pin: string): Promise<Fault | undefined> {
  const weak = faultInPin(pin)
  if (weak) return weak
  const { token, me, sealTo, forms, list } = arrival
  const { lock, key } = await makeLock(pin, inside.world.pinRounds, newId(inside.now()))
  const old = await oldKey(inside, pin, me)
  const moved = old ? await moveOver(inside, old.key, key) : { drafts: [], texts: [] }
  const [sealedToken, sealedMe, people] = await Promise.all([
    seal(key, 'sealed', 'token', token),
    seal(key, 'sealed', 'me', me),
    sealPeople(key, list.items),
  ])
  await write(inside.store, all, async tx => {
    await forgetKey(tx)
    await takeWorklist(tx, undefined, list, people, inside.now())
    await putPlain(tx, 'lock', lock)
    await putPlain(tx, 'sealTo', sealTo)
    await putPlain(tx, 'forms', forms)
    await putPlain(tx, 'clock', inside.offset)
    await tx.objectStore('sealed').put(sealedToken, 'token')
    await tx.objectStore('sealed').put(sealedMe, 'me')
    for (const [place, sealed] of moved.drafts) await tx.objectStore('drafts').put(sealed, place)
    for (const [id, sealed] of moved.texts) {
      const row = await tx.objectStore('queue').get(id)
      if (!row) continue
      await tx.objectStore('texts').put(sealed, id)
      await tx.objectStore('queue').put({ ...row, keyId: lock.keyId })
    }
  })
  inside.open = { key, keyId: lock.keyId, token, me, people: await readPeople(inside.store, key), texts: new Map() }
  Object.assign(inside, { sealTo, forms })
  await showPacket(inside)
  inside.changed({ wrongPins: 0, pinWaitUntil: undefined, lastError: undefined })
  return undefined
}

async function oldKey(inside: Inside, pin: string, me: Me): Promise<Pick<Open, 'key'> | undefined> {
  if (inside.open) return inside.open.me.userName === me.userName ? inside.open : undefined
  const lock = await plain(inside.store, 'lock')
  const key = lock && (await openLock(lock, pin))
  if (!key) return undefined
  const before = await unseal<Me>(key, 'sealed', 'me', await inside.store.get('sealed', 'me'))
  return before?.userName === me.userName ? { key } : undefined
}

async function moveOver(inside: Inside, from: CryptoKey, to: CryptoKey) {
  const move = async <T>(store: 'drafts' | 'texts') => {
    const [ids, rows] = await Promise.all([inside.store.getAllKeys(store), inside.store.getAll(store)])
    const values = await Promise.all(ids.map((id, i) => unseal<T>(from, store, id, rows[i])))
    const kept = ids.flatMap((id, i) => (values[i] === undefined ? [] : [{ id, value: values[i] }]))
    return Promise.all(kept.map(async ({ id, value }) => [id, await seal(to, store, id, value)] as const))
  }
  return { drafts: await move<KeptDraft>('drafts'), texts: await move<SavedText>('texts') }
}

/** Receipts stay as boxes that nobody here can read: a restored server may want them again. */
export async function leave(inside: Inside): Promise<Fault | undefined> {
  const fault = await write(inside.store, all, async (tx): Promise<Fault | undefined> => {
    const rows = await tx.objectStore('queue').getAll()
    const left = rows.filter(row => row.state !== 'received').length
    if (left > 0) return { field: '', message: `还有 ${left} 条记录没有上传，上传或交出后才能退出` }
    await forgetKey(tx)
    return undefined
  })
  if (!fault) inside.open = undefined
  return fault
}

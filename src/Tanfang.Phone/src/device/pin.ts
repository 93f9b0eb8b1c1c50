import { minute } from './days'
import { type Inside, type Open } from './inside'
import { type Lock, openLock, unseal } from './keys'
import { clearPacket, readPeople } from './packet'
import { putPlain, write, type Writing } from './store'
import type { Fault, Me } from './types'

const freeTries = 5
const mostTries = 10

const waitAfter = (wrong: number) => (wrong < freeTries ? 0 : minute * 2 ** (wrong - freeTries))
const fault = (message: string): Fault => ({ field: 'pin', message })

export function faultInPin(pin: string): Fault | undefined {
  if (!/^\d{6}$/.test(pin)) return fault('请输入 6 位数字')
  if (/^(\d)\1{5}$/.test(pin) || '0123456789876543210'.includes(pin)) return fault('太容易被猜到，请换一个')
  return undefined
}

export async function unlock(inside: Inside, pin: string): Promise<Fault | undefined> {
  if (!/^\d{6}$/.test(pin)) return fault('请输入 6 位数字')
  const lock = await countTry(inside)
  if (!lock) return fault('这台手机上还没有设密码，请先登录')
  if (lock.waitUntil && lock.waitUntil > inside.world.clock()) return fault(waiting(lock.waitUntil - inside.world.clock()))
  const key = await openLock(lock, pin)
  if (!key) return noteWrong(inside, lock.wrongPins)
  await write(inside.store, ['plain'], tx => putPlain(tx, 'lock', { ...lock, wrongPins: 0, waitUntil: undefined }))
  const open = await read(inside, key, lock.keyId)
  if (!open) return fault('这台手机上的资料打不开了，请重新登录；待上传的记录还在')
  inside.open = open
  inside.changed({ wrongPins: 0, pinWaitUntil: undefined })
  return undefined
}

/** Counts before it judges, so that pulling the plug gains no try. Answers the lock as it was found when it is time to wait. */
function countTry(inside: Inside): Promise<Lock | undefined> {
  const now = inside.world.clock()
  return write(inside.store, ['plain'], async tx => {
    const lock = (await tx.objectStore('plain').get('lock')) as Lock | undefined
    if (!lock) return undefined
    // A clock set back must not lock anybody out for years.
    if (lock.waitUntil && lock.waitUntil > now && lock.waitUntil <= now + waitAfter(lock.wrongPins)) return lock
    const counted = { ...lock, wrongPins: lock.wrongPins + 1, waitUntil: undefined }
    await putPlain(tx, 'lock', counted)
    return counted
  })
}

async function noteWrong(inside: Inside, wrong: number): Promise<Fault> {
  if (wrong >= mostTries) {
    await write(inside.store, ['plain', 'sealed', 'people', 'drafts', 'texts'], forgetKey)
    inside.open = undefined
    inside.changed({ phase: 'signIn', wrongPins: 0, pinWaitUntil: undefined, listAsOf: undefined, leaseUntil: undefined })
    return fault('密码错了 10 次，名单已清除。待上传的记录还在，可以交给单位，或重新登录')
  }
  const wait = waitAfter(wrong)
  const waitUntil = wait > 0 ? inside.world.clock() + wait : undefined
  await write(inside.store, ['plain'], async tx => {
    const lock = (await tx.objectStore('plain').get('lock')) as Lock
    await putPlain(tx, 'lock', { ...lock, waitUntil })
  })
  inside.changed({ wrongPins: wrong, pinWaitUntil: waitUntil ? new Date(waitUntil).toISOString() : undefined })
  const left = `密码不对，还可以试 ${mostTries - wrong} 次`
  return fault(wait > 0 ? `${left}；${waiting(wait)}` : left)
}

const waiting = (wait: number) => `请等 ${Math.ceil(wait / minute)} 分钟再试`

/** Without the wrapped key nothing encrypted here opens again; the boxes of the queue are not encrypted under it. */
export async function forgetKey(tx: Writing) {
  await clearPacket(tx)
  await tx.objectStore('plain').delete('lock')
  for (const store of ['sealed', 'drafts', 'texts'] as const) await tx.objectStore(store).clear()
}

async function read(inside: Inside, key: CryptoKey, keyId: string): Promise<Open | undefined> {
  const { store } = inside
  const token = await unseal<string>(key, 'sealed', 'token', await store.get('sealed', 'token'))
  const me = await unseal<Me>(key, 'sealed', 'me', await store.get('sealed', 'me'))
  if (token === undefined || !me) return undefined
  return { key, keyId, token, me, people: await readPeople(store, key), texts: new Map() }
}

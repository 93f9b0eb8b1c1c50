import type { Inside, Open } from './inside'
import { seal } from './keys'
import { dropOldReceipts, endLease, loseAccess, readPeople, sealPeople, showPacket, takeWorklist, type Worklist } from './packet'
import { sendBoxes, sendOwn } from './send'
import { askForms, askPhone } from './signing'
import type { Lock } from './keys'
import { plain, putPlain, write } from './store'
import { AccessLost, Refused, Unreachable } from './talk'

/** The list first, for its epoch; then what was recorded. A list that is refused holds up no record. */
export async function exchange(inside: Inside) {
  await endLease(inside)
  const open = inside.open
  if (!open) return
  inside.changed({ syncing: true })
  let trouble: string | undefined
  const attempt = async (step: () => Promise<unknown>) => {
    try {
      await step()
      return true
    } catch (failure) {
      if (!(failure instanceof Refused || failure instanceof Unreachable)) throw failure
      inside.changed({ online: !(failure instanceof Unreachable) })
      trouble ??= failure instanceof Refused ? failure.title : failure.message
      return failure instanceof Refused
    }
  }
  try {
    const isThere = await attempt(() => fetchList(inside, open))
    if (isThere) {
      // A line may break over one of them alone.
      await attempt(() => sendOwn(inside, open))
      await attempt(() => sendBoxes(inside, open))
      await attempt(() => refresh(inside, open))
    }
    inside.changed({ lastError: trouble })
  } catch (failure) {
    if (!(failure instanceof AccessLost)) throw failure
    await loseAccess(inside)
  } finally {
    await inside.keepClock()
    inside.changed({ syncing: false })
    await inside.measure()
  }
}

async function fetchList(inside: Inside, open: Open) {
  const asked = (await plain(inside.store, 'packet'))?.cursor
  const query = asked ? '?after=' + encodeURIComponent(asked) : ''
  const list: Worklist = await inside.ask('/worklist' + query, { token: open.token })
  inside.hear(list.asOf)
  const people = await sealPeople(open.key, list.items)
  const taken = await write(inside.store, ['plain', 'people', 'queue', 'texts'], async tx => {
    // Another tab may have signed out, or in anew.
    const lock = (await tx.objectStore('plain').get('lock')) as Lock | undefined
    if (lock?.keyId !== open.keyId || !(await takeWorklist(tx, asked, list, people, inside.now()))) return false
    await dropOldReceipts(tx, inside.now())
    return true
  })
  if (!taken || inside.open !== open) return
  open.people = await readPeople(inside.store, open.key)
  await showPacket(inside)
  if (inside.status.phase === 'accessLost') inside.changed({ phase: 'open' })
  await inside.count()
}

/** Who one is, whom to seal to and what to ask may have changed. */
async function refresh(inside: Inside, open: Open) {
  const { me, sealTo, formVersion } = await askPhone(inside, open.token)
  const isNew = Object.values(inside.forms).some(form => form.version !== formVersion)
  const forms = isNew ? await askForms(inside, open.token, formVersion) : inside.forms
  const sealedMe = await seal(open.key, 'sealed', 'me', me)
  await write(inside.store, ['plain', 'sealed'], async tx => {
    const lock = (await tx.objectStore('plain').get('lock')) as Lock | undefined
    if (lock?.keyId !== open.keyId) return
    await tx.objectStore('sealed').put(sealedMe, 'me')
    await putPlain(tx, 'sealTo', sealTo)
    await putPlain(tx, 'forms', forms)
  })
  Object.assign(inside, { sealTo, forms })
  open.me = me
}

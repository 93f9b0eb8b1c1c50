import { minute } from './days'
import { dropDraft, keepDraft, placeOf, readDraft, readDrafts } from './drafts'
import { newId, newIdsAfter } from './ids'
import { Inside } from './inside'
import { endLease, showPacket } from './packet'
import { unlock } from './pin'
import { readQueue, save } from './queue'
import { sendBoxes } from './send'
import { arrive, type Arrival, faultOf, leave, settle } from './signing'
import { openStore, plain, putPlain, write } from './store'
import { exchange } from './sync'
import { makePackage, takePackage } from './transfer'
import type { Device, Draft, Fault, Phase, QueueItem, Settings } from './types'
import { switchBuild, watchUpdates } from './update'
import { ordinaryWorld, type World } from './world'

export function createDevice(world: Partial<World> = {}): Device & { close(): void } {
  const inside = new Inside({ ...ordinaryWorld, ...world })
  const saving = new Map<string, Promise<QueueItem>>()
  let arrival: Arrival | undefined
  let settings: Settings = { large: false, plain: false }
  let feedback = { id: '', text: '' }

  /** Writes of drafts keep their order: an answer given first must not overwrite a later one, nor come back after the record was saved. */
  let writing: Promise<unknown> = Promise.resolve()
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const result = writing.then(work, work)
    writing = result.catch(() => {})
    return result
  }
  const copyOf = (draft: Draft): Draft =>
    JSON.parse(JSON.stringify({ ...draft, savedAt: new Date(inside.now()).toISOString() }))

  /** One exchange at a time, on all tabs; what is asked for meanwhile is one more, afterwards. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const locks = globalThis.navigator?.locks
    return locks && inside.world.selfDriven ? (locks.request('tanfang-exchange', work) as Promise<T>) : turn(work)
  }
  let turns: Promise<unknown> = Promise.resolve()
  const turn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turns.then(work, work)
    turns = result.catch(() => {})
    return result
  }
  let running: Promise<void> | undefined
  let again = false
  const sync = (): Promise<void> => {
    again = true
    running ??= (async () => {
      try {
        while (again) {
          again = false
          await alone(() => exchange(inside))
        }
      } finally {
        running = undefined
      }
    })()
    return running
  }
  const drive = () => {
    if (inside.world.selfDriven) void sync()
  }

  const watch = () => {
    const isVisible = () => document.visibilityState === 'visible'
    const look = () => void endLease(inside).then(ended => ended && drive())
    window.addEventListener('online', drive)
    window.addEventListener('offline', () => inside.changed({ online: false }))
    document.addEventListener('visibilitychange', () => isVisible() && (look(), drive()))
    setInterval(look, minute)
    setInterval(() => isVisible() && drive(), 5 * minute)
    // A server that comes back says so to nobody.
    setInterval(() => isVisible() && inside.status.waiting > 0 && drive(), minute / 2)
  }

  const enter = (phase: Phase) => {
    inside.changed({ phase })
    void inside.measure()
    drive()
  }

  return {
    status: inside.status,
    onChange(listener) {
      inside.listeners.add(listener)
      return () => inside.listeners.delete(listener)
    },
    async start() {
      inside.store = await openStore(inside.world.database)
      const { store } = inside
      inside.offset = (await plain(store, 'clock')) ?? 0
      inside.sealTo = await plain(store, 'sealTo')
      inside.forms = (await plain(store, 'forms')) ?? {}
      settings = (await plain(store, 'settings')) ?? settings
      const newest = (await store.getAllKeys('queue')).pop()
      if (newest) newIdsAfter(newest, inside.now())
      await endLease(inside)
      await showPacket(inside)
      await inside.count()
      const lock = await plain(store, 'lock')
      const wait = lock?.waitUntil && lock.waitUntil > inside.world.clock() ? new Date(lock.waitUntil).toISOString() : undefined
      inside.changed({ wrongPins: lock?.wrongPins ?? 0, pinWaitUntil: wait, phase: lock ? 'locked' : 'signIn' })
      void inside.measure()
      if (!inside.world.selfDriven) return
      inside.changed({ online: navigator.onLine })
      watch()
      await watchUpdates(inside).catch(() => {})
    },
    async signIn(userName, password, code) {
      const found = await arrive(inside, userName, password, code)
      if ('message' in found) return found
      arrival = found
      inside.changed({ phase: 'choosePin', lastError: undefined })
      return undefined
    },
    async choosePin(pin) {
      if (!arrival) return { field: '', message: '请先登录' }
      const coming = arrival
      const fault = await alone(() => inOrder(() => settle(inside, coming, pin)))
      if (fault) return fault
      arrival = undefined
      await globalThis.navigator?.storage?.persist?.().catch(() => false)
      await inside.count()
      enter('open')
      return undefined
    },
    async unlock(pin) {
      const fault = await unlock(inside, pin)
      if (fault) return fault
      const hasList = inside.status.leaseUntil !== undefined && !(await endLease(inside))
      enter(hasList ? 'open' : 'accessLost')
      return undefined
    },
    lock() {
      if (!inside.open) return
      inside.open = undefined
      inside.changed({ phase: 'locked' })
    },
    async signOut() {
      const fault = await alone(() => inOrder(() => leave(inside)))
      if (fault) return fault
      await showPacket(inside)
      await inside.count()
      inside.changed({ phase: 'signIn', lastError: undefined, wrongPins: 0, pinWaitUntil: undefined })
      return undefined
    },
    get me() {
      return inside.open?.me ?? arrival?.me
    },
    people: () => [...(inside.open?.people.values() ?? [])],
    person: id => inside.open?.people.get(id),
    form: kind => inside.forms[kind],
    draft: async (elderId, kind) => (await inOrder(() => readDraft(inside, elderId, kind)))?.draft,
    keepDraft(draft) {
      // As it is now: the screen goes on changing it.
      const copy = copyOf(draft)
      return inOrder(() => keepDraft(inside, copy))
    },
    dropDraft: (elderId, kind) => inOrder(() => dropDraft(inside, elderId, kind)),
    openDrafts: () => inOrder(() => readDrafts(inside)),
    save(draft) {
      // Pressed twice is saved once.
      const place = placeOf(draft.elderId, draft.kind)
      const before = saving.get(place)
      if (before) return before
      const copy = copyOf(draft)
      const result = inOrder(() => save(inside, copy)).finally(() => saving.delete(place))
      saving.set(place, result)
      result.then(drive, () => {})
      return result
    },
    queue: () => readQueue(inside),
    sync,
    makePackage: () => makePackage(inside),
    async takePackage(file) {
      const taken = await takePackage(inside, file)
      if ('count' in taken) drive()
      return taken
    },
    async handOver() {
      if (inside.status.phase === 'open') return { field: '', message: '现在可以直接上传，不用交出' }
      try {
        return { sent: await alone(() => sendBoxes(inside)) }
      } catch (failure) {
        return faultOf(failure)
      }
    },
    async sendFeedback(text) {
      if (!inside.open) return { field: '', message: '请先打开' }
      // The same words again are the same message: the answer to the first may have been lost.
      if (feedback.text !== text) feedback = { id: newId(inside.now()), text }
      try {
        await inside.ask('/feedback', { token: inside.open.token, body: JSON.stringify(feedback) })
        feedback = { id: '', text: '' }
        return undefined
      } catch (failure) {
        return faultOf(failure) satisfies Fault
      }
    },
    get settings() {
      return settings
    },
    async keepSettings(wanted) {
      settings = { large: wanted.large, plain: wanted.plain }
      await write(inside.store, ['plain'], tx => putPlain(tx, 'settings', settings))
      inside.changed()
    },
    applyUpdate: switchBuild,
    now: () => new Date(inside.now()),
    today: inside.today,
    close: () => inside.store.close(),
  }
}

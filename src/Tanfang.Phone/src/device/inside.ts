import type { SealTo } from './box'
import { dayOf } from './days'
import type { Asked } from './talk'
import { ask } from './talk'
import { plain, putPlain, type Row, type Store, write } from './store'
import type { Form, Me, Person, Status, Uuid } from './types'
import type { World } from './world'

/** What is in memory only while the PIN's key is. */
export interface Open {
  key: CryptoKey
  keyId: string
  token: string
  me: Me
  people: Map<Uuid, Person>
  /** Texts of the queue that were opened already. */
  texts: Map<Uuid, SavedText>
}

/** A record's exact bytes, and for the screens whose it is: the list may no longer know. */
export interface SavedText { text: string; name?: string }

/** What the parts of the device share. */
export class Inside {
  store!: Store
  open?: Open
  sealTo?: SealTo
  forms: Record<string, Form> = {}
  /** Milliseconds by which the server's clock is ahead of this one. */
  offset = 0
  sending = new Set<Uuid>()
  /**
   * How many records go at once: fewer after a line that broke, more again after one that held. And those over which it
   * broke when they went alone: they come last, so that they hold up no other.
   */
  line = { batch: 50, broke: new Map<Uuid, number>() }
  listeners = new Set<() => void>()
  status: Status = {
    phase: 'starting',
    online: true,
    syncing: false,
    waiting: 0,
    trouble: 0,
    wrongPins: 0,
    storage: { persisted: false, usage: 0, quota: 0, low: false },
    updateReady: false,
  }

  constructor(readonly world: World) {}

  changed(news: Partial<Status> = {}) {
    Object.assign(this.status, news)
    for (const listener of [...this.listeners]) listener()
  }

  /** The server's clock, as its list tells it: what stands between may have another. */
  hear(asOf: string) {
    this.offset = Date.parse(asOf) - this.world.clock()
  }

  now = () => this.world.clock() + this.offset
  today = () => dayOf(this.now())

  async ask(path: string, asked: Asked = {}) {
    const answer = await ask(this.world, path, asked)
    this.status.online = true
    return answer
  }

  keepClock = async () => {
    const kept = await plain(this.store, 'clock')
    if (kept === undefined || Math.abs(kept - this.offset) > 2000)
      await write(this.store, ['plain'], tx => putPlain(tx, 'clock', this.offset))
  }

  async count() {
    const rows = await this.store.getAll('queue')
    const of = (state: Row['state']) => rows.filter(row => row.state === state).length
    this.changed({ waiting: of('waiting'), trouble: of('trouble') })
  }

  async measure() {
    const storage = globalThis.navigator?.storage
    if (!storage?.estimate) return
    const { usage = 0, quota = 0 } = await storage.estimate()
    const persisted = (await storage.persisted?.()) ?? false
    const low = quota > 0 && (quota - usage < 50 * 1024 * 1024 || usage > quota * 0.9)
    this.changed({ storage: { persisted, usage, quota, low } })
  }
}

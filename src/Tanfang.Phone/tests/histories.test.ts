import { expect, it } from 'vitest'
import { hour, password, person, Phone, pin, serverWith } from './helpers/phone'
import type { FakeServer } from './helpers/server'

const histories = Number(process.env.TANFANG_HISTORIES ?? 60)
const first = Number(process.env.TANFANG_SEED ?? 1)
const steps = 30
const otherPin = '830461'

/** mulberry32: the same seed, the same history. */
function chance(seed: number) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Chance = () => number

/** What was promised to be kept: a saved record, and a draft whose writing was confirmed. */
interface Promises { saved: Map<string, string>; drafts: Map<string, string> }

class History {
  readonly promises: Promises = { saved: new Map(), drafts: new Map() }
  private pin = pin
  private backup
  private readonly poison = new Set<string>()
  private count = 0

  constructor(readonly server: FakeServer, readonly phone: Phone, readonly chance: Chance) {
    this.backup = server.backup()
    server.fails = (path, body) => (path === '/records' && [...this.poison].some(id => body.includes(id)) ? 500 : undefined)
  }

  private get isOpen() {
    return ['open', 'accessLost'].includes(this.phone.device.status.phase) && this.phone.device.me !== undefined
  }

  private pick = (most: number) => Math.floor(this.chance() * most)

  readonly acts: Record<string, () => Promise<unknown>> = {
    draft: async () => {
      if (!this.isOpen) return
      const draft = this.phone.draft(this.pick(3), { suggestion: `d${this.count++}` })
      await this.phone.device.keepDraft(draft)
      this.promises.drafts.set(draft.elderId, draft.body.suggestion)
    },
    save: async () => {
      if (!this.isOpen) return
      const n = this.pick(3)
      const words = this.chance() < 0.1 ? 'odd' : `s${this.count++}`
      const { id } = await this.phone.save(n, { suggestion: words })
      this.promises.saved.set(id, words)
      this.promises.drafts.delete(person(n).elderId)
      if (this.chance() < 0.1) this.poison.add(id)
    },
    line: async () => void (this.server.offline = this.chance() < 0.5),
    loss: async () => {
      const path = ['/records', '/worklist', '/handovers', '/none'][this.pick(4)]
      this.server.loses = asked => asked === path
    },
    exchange: () => this.phone.device.sync(),
    killInExchange: async () => {
      void this.phone.device.sync().catch(() => {})
      for (let n = this.pick(60); n > 0; n--) await Promise.resolve()
      if (this.chance() < 0.5) await new Promise(resolve => setTimeout(resolve, this.pick(8)))
      await this.acts.kill()
    },
    kill: async () => {
      await this.phone.kill()
      await this.phone.device.unlock(this.pin)
    },
    lock: async () => this.phone.device.lock(),
    unlock: () => this.phone.device.unlock(this.pin),
    mend: async () => this.poison.clear(),
    backUp: async () => void (this.backup = this.server.backup()),
    restore: async () => this.server.restore(this.backup),
    revoke: async () => this.server.tokens.clear(),
    handOver: () => this.phone.device.handOver(),
    hours: async () => void (this.phone.time += this.pick(50) * hour),
    signIn: () => this.signIn(this.chance() < 0.3),
    forget: async () => {
      if (this.chance() < 0.5) return
      this.phone.device.lock()
      for (let n = 0; n < 10; n++) {
        await this.phone.device.unlock('111222')
        this.phone.time += hour
      }
      this.promises.drafts.clear()
    },
    carry: async () => {
      const other = await new Phone(this.server).on()
      await other.device.takePackage((await this.phone.device.makePackage()).blob)
      await other.device.handOver()
      other.device.close()
    },
  }

  async signIn(changes: boolean) {
    const couldRead = this.isOpen
    const chosen = changes ? (this.pin === pin ? otherPin : pin) : this.pin
    if (await this.phone.device.signIn('zhao', password)) return
    await this.phone.device.choosePin(chosen)
    if (!couldRead && changes) this.promises.drafts.clear()
    this.pin = chosen
  }

  async step() {
    const names = Object.keys(this.acts)
    const likely = ['draft', 'save', 'save', 'save', 'exchange', 'exchange', 'line']
    const at = this.pick(names.length + likely.length)
    await (this.acts[names[at] ?? likely[at - names.length]])()
  }

  /** Everything that was broken is mended, and the visitor signs in again. */
  async heal() {
    this.server.offline = false
    this.server.loses = () => false
    this.poison.clear()
    await this.phone.device.unlock(this.pin)
    await this.signIn(false)
    for (let n = 0; n < 3; n++) await this.phone.device.sync()
  }

  async judge() {
    const { device } = this.phone
    expect(device.status).toMatchObject({ phase: 'open', waiting: 0, trouble: 0 })
    const drafts = (await device.openDrafts()).map(draft => [draft.elderId, draft.body.suggestion])
    expect(new Map(drafts as [string, string][])).toEqual(this.promises.drafts)
    expect(this.server.reused).toBe(0)
    expect([...this.server.records.keys()].sort()).toEqual([...this.promises.saved.keys()].sort())
    for (const [id, words] of this.promises.saved) expect(JSON.parse(this.server.records.get(id)!.text).body.suggestion).toBe(words)
  }
}

const seeds = Array.from({ length: histories }, (_, n) => first + n)

it.each(seeds)('whatever happens to phone, line and server, what was saved arrives once: seed %i', async seed => {
  const server = await serverWith(3, () => phone.time)
  const phone = new Phone(server)
  await (await phone.on()).signIn()
  const history = new History(server, phone, chance(seed))
  for (let n = 0; n < steps; n++) await history.step()
  await history.heal()
  await history.judge()
  phone.device.close()
})

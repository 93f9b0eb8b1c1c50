import { createDevice } from '../../src/device'
import type { Body, Device, Draft, Kind, Person } from '../../src/device/types'
import type { World } from '../../src/device/world'
import { FakeServer } from './server'

export const password = 'right'
export const pin = '274913'
export const start = Date.parse('2026-11-28T02:00:00Z')
export const hour = 3_600_000

let phones = 0

export function person(n: number): Person {
  const elderId = `0190f3a2-7c1e-7abc-8def-${n.toString(16).padStart(12, '0')}`
  return {
    elderId, name: `老人${n}`, initials: `lr${n}`, birthDate: '1940-01-01', sex: 'female', division: '示范村', tags: ['独居'], consent: 'willing',
    contacts: [], duties: [], visitedToday: false,
  }
}

/** A phone with its clock, and what happens to it. */
export class Phone {
  device!: Device & { close(): void }
  /** The phone's own clock. */
  time = start
  readonly world: Partial<World>

  constructor(readonly server: FakeServer) {
    this.world = { fetch: server.fetch as typeof fetch, clock: () => this.time, database: `phone-${++phones}`, pinRounds: 10, selfDriven: false }
  }

  async on() {
    this.device = createDevice(this.world)
    await this.device.start()
    return this
  }

  /** Killed: what was on the disk is all there is. */
  async kill(unlockWith?: string) {
    this.device.close()
    await this.on()
    if (unlockWith) await this.device.unlock(unlockWith)
  }

  async signIn(userName = 'zhao', chosen = pin) {
    const fault = (await this.device.signIn(userName, password)) ?? (await this.device.choosePin(chosen))
    if (fault) throw new Error(fault.message)
    return this
  }

  draft(n: number, body: Body = {}, kind: Kind = 'visit'): Draft {
    const happenedAt = this.device.now().toISOString()
    return { elderId: person(n).elderId, kind, body: { mode: 'onSite', gas: 'safe', visitors: ['赵探访'], ...body }, happenedAt, savedAt: happenedAt }
  }

  save = (n: number, body: Body = {}) => this.device.save(this.draft(n, body))

  async states() {
    const queue = await this.device.queue()
    return Object.fromEntries(queue.map(item => [item.id, item.state]))
  }
}

export async function serverWith(people: number, clock?: () => number) {
  const server = await new FakeServer(clock ?? (() => start)).open()
  server.people = Array.from({ length: people }, (_, n) => person(n))
  return server
}

/** One phone, signed in and open, whose clock is right. */
export async function signedIn(people = 3) {
  const server = await serverWith(people, () => phone.time)
  const phone = new Phone(server)
  await phone.on()
  await phone.signIn()
  return { server, phone }
}

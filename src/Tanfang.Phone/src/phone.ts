import { shallowRef, triggerRef } from 'vue'
import type { Device, Draft, Person, QueueItem, Settings, Status } from './device/types'

// What the screens share: the device and, as refs, what it last said.
let the: Device
export const device = () => the

export const status = shallowRef<Status>({} as Status)
export const settings = shallowRef<Settings>({ large: false, plain: false })
export const people = shallowRef<Person[]>([])
export const queue = shallowRef<QueueItem[]>([])
export const drafts = shallowRef<Draft[]>([])
/** Said once, on the next screen. */
export const flash = shallowRef('')

export async function attach(device: Device): Promise<void> {
  the = device
  device.onChange(() => void read())
  await device.start()
  await read()
}

let asked = 0

let newest: Promise<void> = Promise.resolve()

/** Answers may come late: only the newest counts, and whoever asked before waits for it. */
const read = () => (newest = readNow())

async function readNow(): Promise<void> {
  const mine = ++asked
  status.value = { ...the.status }
  settings.value = { ...the.settings }
  document.documentElement.toggleAttribute('data-large', the.settings.large)
  document.documentElement.toggleAttribute('data-plain', the.settings.plain)
  const open = the.status.phase === 'open'
  people.value = open ? the.people() : []
  triggerRef(people)
  const [queued, begun] = await Promise.all([the.queue(), open ? the.openDrafts() : []])
  if (mine !== asked) return newest
  queue.value = queued
  drafts.value = begun
}

/** After a save the next screen must already know of it. */
export const reread = read

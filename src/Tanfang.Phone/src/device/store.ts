import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { Box, SealTo } from './box'
import type { Lock, Sealed } from './keys'
import type { Form, Outcome, Settings, Uuid } from './types'

/** A saved record on its way. Plain: it says that there is one, not about whom. */
export interface Row {
  id: Uuid
  kind: string
  savedAt: string
  bytes: number
  state: 'waiting' | 'received' | 'trouble'
  box: Box
  /** Under which data key its text lies in `texts`; missing on one from another phone. */
  keyId?: string
  /** The server refused it for good; sending it again by itself changes nothing. */
  final?: boolean
  outcome?: Outcome
  receipt?: string
  ordinal?: number
  reason?: string
  receivedAt?: string
}

/** What is known of the list, without the list. */
export interface Packet { epoch?: string; cursor?: string; asOf?: string; leaseUntil?: string; beyond?: number }

/** The plain ones of a kind each. */
export interface Plain {
  lock: Lock
  packet: Packet
  sealTo: SealTo
  forms: Record<string, Form>
  settings: Settings
  /** Milliseconds by which the server's clock is ahead. */
  clock: number
}

interface Schema extends DBSchema {
  plain: { key: string; value: unknown }
  sealed: { key: string; value: Sealed }
  people: { key: string; value: Sealed }
  drafts: { key: string; value: Sealed }
  texts: { key: string; value: Sealed }
  queue: { key: string; value: Row }
}

export type Store = IDBPDatabase<Schema>
export type Name = StoreNames<Schema>
export type Writing = IDBPTransaction<Schema, Name[], 'readwrite'>

export const openStore = (name: string) =>
  openDB<Schema>(name, 1, {
    upgrade(db) {
      for (const store of ['plain', 'sealed', 'people', 'drafts', 'texts'] as const) db.createObjectStore(store)
      db.createObjectStore('queue', { keyPath: 'id' })
    },
  })

/**
 * One transaction that is on the disk when this resolves. The work must await nothing but the store itself: a transaction
 * ends as soon as it is left idle.
 */
export async function write<T>(store: Store, names: Name[], work: (tx: Writing) => Promise<T>): Promise<T> {
  const tx = store.transaction(names, 'readwrite', { durability: 'strict' }) as unknown as Writing
  // A failed request also aborts the transaction; the first failure is the one to tell.
  tx.done.catch(() => {})
  try {
    const result = await work(tx)
    await tx.done
    return result
  } catch (failure) {
    try {
      tx.abort()
    } catch {
      // It had ended already.
    }
    throw failure
  }
}

export async function plain<K extends keyof Plain>(store: Store, key: K) {
  return (await store.get('plain', key)) as Plain[K] | undefined
}

export const putPlain = <K extends keyof Plain>(tx: Writing, key: K, value: Plain[K]) =>
  tx.objectStore('plain').put(value, key)

// The face of the device: what the screens may ask of it, and nothing else.

export type Uuid = string
/** A China day, 2026-11-28. */
export type Day = string
export type Kind = 'visit' | 'attempt' | 'emergency'

export interface Contact { name: string; relation?: string; phone?: string }

export interface Duty {
  rule: string
  every: string
  modes: string[]
  from: Day
  until: Day
  dueOn: Day
  overdueSince?: Day
  document?: string
  section?: string
  quote?: string
  because: string[]
}

export interface State { code?: string; since?: Day; by?: number; name?: string }

export interface LastVisit {
  id: Uuid
  happenedOn: Day
  ordinal?: number
  answers: Record<string, State>
  safety: Record<string, string>
  needs: string[]
  changes: string[]
}

export interface Person {
  elderId: Uuid
  name: string
  initials: string
  birthDate: Day
  sex: string
  division: string
  address?: string
  household?: Uuid
  phone?: string
  tags: string[]
  consent: 'willing' | 'refused' | 'notAsked'
  contacts: Contact[]
  duties: Duty[]
  lastVisit?: LastVisit
  visitedToday: boolean
  door?: string
  emergency?: { id: Uuid; what: string; since: string }
}

export interface Choice { code: string; label: string }

export interface FormItem {
  key: string
  group: string
  label: string
  type: 'choice' | 'choiceWithNumber' | 'choiceWithText' | 'text' | 'list' | 'id'
  choices: Choice[]
  knowsUnchanged: boolean
  isSafety: boolean
  isStatus: boolean
  required: boolean
  beyondThePaper: boolean
  maxLength?: number
  maxCount?: number
  within?: 'beyond'
  /** Of choiceWithNumber. */
  maxNumber?: number
}

/** One answer may be given only beside certain codes of another, and when needed must be. */
export interface FormRule { field: string; label: string; on: string; codes: string[]; needed: boolean; otherwise: string }
export interface Form { kind: string; version: string; title: string; items: FormItem[]; rules: FormRule[] }

/** The message is for the visitor: Chinese and plain. */
export interface Fault { field: string; message: string }

export type Body = Record<string, any>

export interface Draft {
  elderId: Uuid
  kind: Kind
  body: Body
  happenedAt: string
  savedAt: string
  step?: string
  corrects?: Uuid
  /** Safety keys filled by the couple's other record at this stop. */
  sharedSafety?: string[]
}

export type QueueState = 'waiting' | 'sending' | 'received' | 'trouble'
export type Outcome = 'accepted' | 'quarantined' | 'duplicate' | 'rejected'

export interface QueueItem {
  id: Uuid
  kind: string
  elderId?: Uuid
  /** Missing while locked, and of a record that came from another phone. */
  name?: string
  savedAt: string
  bytes: number
  state: QueueState
  outcome?: Outcome
  receipt?: string
  ordinal?: number
  reason?: string
  receivedAt?: string
  /** Came in a transfer package: sealed, only to be passed on. */
  foreign: boolean
  /** The parsed record, while unlocked. */
  record?: any
}

export interface Me {
  userName: string
  name: string
  organisation: string
  visitors: string[]
  place: string
  calls: { emergency: string; village: { name: string; role: string; phone: string }[]; advice: string }
  settings: { photos: boolean; location: boolean; basis: string | null }
}

/** accessLost: the token was refused, or the lease ran out unrenewed; the queue can still be handed over. */
export type Phase = 'starting' | 'signIn' | 'choosePin' | 'locked' | 'open' | 'accessLost'

export interface Status {
  phase: Phase
  online: boolean
  syncing: boolean
  waiting: number
  trouble: number
  listAsOf?: string
  leaseUntil?: string
  lastError?: string
  wrongPins: number
  pinWaitUntil?: string
  storage: { persisted: boolean; usage: number; quota: number; low: boolean }
  updateReady: boolean
}

export interface Settings { large: boolean; plain: boolean }

export interface Device {
  /** A plain object; onChange says when anything changed: status, people, queue, drafts. */
  readonly status: Status
  onChange(listener: () => void): () => void
  /** Reads what is kept and decides the phase. */
  start(): Promise<void>
  signIn(userName: string, password: string, code?: string): Promise<Fault | undefined>
  choosePin(pin: string): Promise<Fault | undefined>
  /** Says how many tries are left. */
  unlock(pin: string): Promise<Fault | undefined>
  lock(): void
  /** Refused while something waits; clears everything else. */
  signOut(): Promise<Fault | undefined>
  readonly me: Me | undefined
  people(): Person[]
  person(id: Uuid): Person | undefined
  form(kind: Kind): Form
  draft(elderId: Uuid, kind: string): Promise<Draft | undefined>
  /** Resolves when it is on the disk. */
  keepDraft(draft: Draft): Promise<void>
  dropDraft(elderId: Uuid, kind: string): Promise<void>
  openDrafts(): Promise<Draft[]>
  /** Fixes the record's bytes, seals the box, queues it and drops the draft in one transaction. */
  save(draft: Draft): Promise<QueueItem>
  queue(): Promise<QueueItem[]>
  /** Worklist (epoch first), then records, then boxes of others. Also runs by itself: start, unlock, online, save, every five minutes while visible. */
  sync(): Promise<void>
  makePackage(): Promise<{ name: string; blob: Blob; count: number }>
  takePackage(file: Blob): Promise<Fault | { count: number }>
  /** Without PIN or access: the boxes go to the desk's quarantine. */
  handOver(): Promise<Fault | { sent: number }>
  sendFeedback(text: string): Promise<Fault | undefined>
  readonly settings: Settings
  keepSettings(settings: Settings): Promise<void>
  /** Switches the whole build; offer it only when no draft is open. */
  applyUpdate(): void
  /** By the device's clock, corrected by the server's last answer. */
  now(): Date
  today(): Day
}

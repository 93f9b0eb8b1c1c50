import 'fake-indexeddb/auto'
import { webcrypto } from 'node:crypto'

// Node 18 has it, but not under this name.
if (!globalThis.crypto) Object.defineProperty(globalThis, 'crypto', { value: webcrypto })

/** What the device stands on; tests put their own in its place. */
export interface World {
  fetch: typeof fetch
  /** The device's own clock, uncorrected. */
  clock(): number
  database: string
  api: string
  pinRounds: number
  /** Sends and looks by itself; tests ask for each step. */
  selfDriven: boolean
}

export const ordinaryWorld: World = {
  fetch: (input, init) => fetch(input, init),
  clock: () => Date.now(),
  database: 'tanfang',
  api: '/api/v1',
  pinRounds: 600_000,
  selfDriven: true,
}

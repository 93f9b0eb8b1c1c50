import type { World } from './world'

/** Nothing was answered, or by nobody who knows: what was to be sent stays as it is. */
export class Unreachable extends Error {}

/** The server does not know this device any more. */
export class AccessLost extends Error {}

/** The server answered that it will not. */
export class Refused extends Error {
  constructor(readonly status: number, readonly title: string, readonly field = '') {
    super(title)
  }
}

export interface Asked { token?: string; body?: string; seconds?: number }

/** Too early, too busy or somebody in between: says nothing about what was sent. */
const passing = [408, 425, 429, 502, 503, 504]

/** One exchange with the server, as JSON. */
export async function ask(world: World, path: string, asked: Asked): Promise<any> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (asked.token) headers.Authorization = 'Bearer ' + asked.token
  if (asked.body !== undefined) headers['Content-Type'] = 'application/json'
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), (asked.seconds ?? 30) * 1000)
  try {
    const method = asked.body === undefined ? 'GET' : 'POST'
    const init: RequestInit = { method, headers, body: asked.body, signal: stop.signal, cache: 'no-store', credentials: 'omit' }
    const answer = await world.fetch(world.api + path, init)
    const text = await answer.text()
    if (answer.ok) return text ? JSON.parse(text) : undefined
    throw failure(answer.status, text, asked.token !== undefined)
  } catch (error) {
    if (error instanceof Refused || error instanceof AccessLost) throw error
    throw error instanceof Unreachable ? error : new Unreachable('连不上服务器')
  } finally {
    clearTimeout(timer)
  }
}

function failure(status: number, text: string, signedIn: boolean) {
  if (passing.includes(status)) return new Unreachable('服务器正忙，稍后再试')
  const problem = problemIn(text)
  if (status === 401 && signedIn) return new AccessLost(problem.title ?? '登录已失效')
  return new Refused(status, problem.title ?? `服务器没有接受（${status}）`, problem.field ?? '')
}

function problemIn(text: string): { title?: string; field?: string } {
  try {
    const problem = JSON.parse(text)
    return problem && typeof problem === 'object' ? problem : {}
  } catch {
    return {}
  }
}

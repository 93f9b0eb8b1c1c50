import { shallowRef } from 'vue'

/** `#/visit/ID`: the screen and what it is about. Ids only; no name or number stands in an address. */
export interface Route { screen: string; id: string }

const parse = (): Route => {
  const [screen = '', id = ''] = location.hash.replace(/^#\//, '').split('/')
  return { screen: screen || 'today', id: decodeURIComponent(id) }
}

export const route = shallowRef<Route>(parse())
window.addEventListener('hashchange', () => (route.value = parse()))

export const go = (path: string) => (location.hash = '#/' + path)

/** The screen that is left does not come back by the phone's back key. */
export const replace = (path: string) => location.replace('#/' + path)

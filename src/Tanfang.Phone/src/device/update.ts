import type { Inside } from './inside'

let waiting: ServiceWorker | null = null

/** A new build is fetched whole in the background and waits until it is asked for. */
export async function watchUpdates(inside: Inside) {
  const workers = globalThis.navigator?.serviceWorker
  if (!workers || !import.meta.env.PROD) return
  const registration = await workers.register('/m/worker.js', { scope: '/m/', updateViaCache: 'none' })
  const look = () => {
    waiting = registration.waiting
    // The first build of all has nothing to replace.
    inside.changed({ updateReady: waiting !== null && workers.controller !== null })
  }
  look()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => {})
  })
}

export function switchBuild() {
  if (!waiting) return
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting.postMessage('switch')
}

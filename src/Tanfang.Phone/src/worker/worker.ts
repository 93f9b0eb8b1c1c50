/// <reference lib="webworker" />
// Serves the whole build from one cache named after it. Until every file is there the build before it stays; pages are
// switched when they ask for it, so never during a visit. What the API says is never kept here.

declare const BUILD: string
/** Paths beside this file. */
declare const FILES: string[]
declare const self: ServiceWorkerGlobalScope

const prefix = 'tanfang-'
const name = prefix + BUILD
const home = new URL('./', self.location.href)
const files = FILES.map(file => new URL(file, home).href)
const page = new URL('index.html', home).href

self.addEventListener('install', event => event.waitUntil(fetchAll()))
self.addEventListener('activate', event => event.waitUntil(dropOthers().then(() => self.clients.claim())))

self.addEventListener('message', event => {
  if (event.data === 'switch') event.waitUntil(self.skipWaiting())
})

self.addEventListener('fetch', event => {
  const url = new URL(event.request.url)
  const isOurs = event.request.method === 'GET' && url.origin === home.origin && url.pathname.startsWith(home.pathname)
  if (!isOurs) return
  if (event.request.mode === 'navigate') event.respondWith(answer(page, event.request))
  else if (files.includes(url.href)) event.respondWith(answer(url.href, event.request))
})

/** Past the browser's own cache, which may still hold the build before; addAll keeps all of them or none. */
async function fetchAll() {
  try {
    const cache = await caches.open(name)
    await cache.addAll(files.map(file => new Request(file, { cache: 'reload' })))
  } catch (failure) {
    await caches.delete(name)
    throw failure
  }
}

async function dropOthers() {
  const all = await caches.keys()
  await Promise.all(all.filter(other => other.startsWith(prefix) && other !== name).map(other => caches.delete(other)))
}

async function answer(url: string, request: Request) {
  const cache = await caches.open(name)
  return (await cache.match(url)) ?? fetch(request)
}

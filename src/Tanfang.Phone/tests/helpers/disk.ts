/** Behind the device's back. */
export const open = (name: string) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

export async function rowsOf(name: string, store: string): Promise<any[]> {
  const db = await open(name)
  const request = db.transaction(store).objectStore(store).getAll()
  await new Promise(resolve => (request.onsuccess = resolve))
  db.close()
  return request.result
}

// What this browser keeps: its private keys, which cannot be exported, and which keys of others it has seen.
const opened = new Promise((done, failed) => {
  const request = indexedDB.open('confidant-messages', 1);
  request.onupgradeneeded = () => { request.result.createObjectStore('own'); request.result.createObjectStore('seen'); };
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

async function ask(store, mode, question) {
  const database = await opened;
  return new Promise((done, failed) => {
    const transaction = database.transaction(store, mode);
    const request = question(transaction.objectStore(store));
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = transaction.onerror = () => failed(transaction.error);
  });
}

// { device, former: { kid: private key } }: a device of this browser that was revoked still reads what it could read.
export const own = person => ask('own', 'readonly', store => store.get(person));
export const keepOwn = (person, keys) => ask('own', 'readwrite', store => store.put(keys, person));
export const forgetOwn = person => ask('own', 'readwrite', store => store.delete(person));

// Kids of somebody's keys: all that this person ever accepted, and those that were in force when last accepted; undefined
// before the first time.
export const seen = (person, other) => ask('seen', 'readonly', store => store.get(`${person} ${other}`));
export const keepSeen = (person, other, what) => ask('seen', 'readwrite', store => store.put(what, `${person} ${other}`));

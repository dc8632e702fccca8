// Passkeys (W3C Web Authentication): asks the server for a challenge, the authenticator for an answer, and goes where the
// server says. Buttons stay hidden where the browser knows no passkeys.
'use strict';
(() => {
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const post = async (button, path, body) => {
    const headers = { 'Content-Type': 'application/json' };
    headers[button.dataset.header] = button.dataset.csrf;
    const answer = await fetch(path, { method: 'POST', headers, body: body === undefined ? undefined : JSON.stringify(body) });
    return answer.json();
  };
  const known = list => (list || []).map(key => ({ ...key, id: bytes(key.id) }));
  const envelope = (key, response) => ({
    id: key.id, rawId: text(key.rawId), type: key.type, response,
    clientExtensionResults: key.getClientExtensionResults(), authenticatorAttachment: key.authenticatorAttachment });

  const prove = async button => {
    const options = await post(button, button.dataset.options);
    const key = await navigator.credentials.get({ publicKey: {
      ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) } });
    const r = key.response;
    return post(button, button.dataset.answer, envelope(key, {
      authenticatorData: text(r.authenticatorData), clientDataJSON: text(r.clientDataJSON),
      signature: text(r.signature), userHandle: r.userHandle ? text(r.userHandle) : undefined }));
  };
  const enrol = async button => {
    const options = await post(button, button.dataset.options);
    const key = await navigator.credentials.create({ publicKey: {
      ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: known(options.excludeCredentials) } });
    const r = key.response;
    return post(button, button.dataset.answer, { label: 'Passkey of ' + new Date().toISOString().slice(0, 10), credential: envelope(key, {
      attestationObject: text(r.attestationObject), clientDataJSON: text(r.clientDataJSON),
      transports: r.getTransports ? r.getTransports() : [] }) });
  };
  if (!window.PublicKeyCredential) return;
  for (const button of document.querySelectorAll('[data-passkey]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        const answer = await (button.dataset.passkey === 'enrol' ? enrol : prove)(button);
        location.assign(answer.next);
      } catch (refused) {
        button.disabled = false; // The person closed the dialogue; nothing happened.
      }
    });
  }
})();

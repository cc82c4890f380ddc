// Passkeys: a form with data-passkey shows itself where the browser knows passkeys, asks for one when it is sent, puts
// the answer into its field "credential" and goes on. Without this file the other ways of signing in work as they are.

const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const keys = (list) => (list || []).map((key) => ({ ...key, id: decode(key.id) }));

async function create(options, alone) {
  const asked = options.publicKey;
  const selection = {
    ...asked.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  };
  const made = await navigator.credentials.create({
    publicKey: {
      ...asked,
      authenticatorSelection: selection,
      challenge: decode(asked.challenge),
      user: { ...asked.user, id: decode(asked.user.id) },
      excludeCredentials: keys(asked.excludeCredentials),
    },
  });
  const response = {
    clientDataJSON: encode(made.response.clientDataJSON),
    attestationObject: encode(made.response.attestationObject),
    transports: made.response.getTransports ? made.response.getTransports() : [],
  };
  return answer(made, response);
}

async function use(options) {
  const asked = options.publicKey;
  const found = await navigator.credentials.get({
    publicKey: { ...asked, challenge: decode(asked.challenge), allowCredentials: keys(asked.allowCredentials) },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = found.response;
  return answer(found, {
    clientDataJSON: encode(clientDataJSON),
    authenticatorData: encode(authenticatorData),
    signature: encode(signature),
    userHandle: userHandle ? encode(userHandle) : null,
  });
}

const answer = (credential, response) => ({
  id: credential.id,
  rawId: encode(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
  response,
});

async function ask(form) {
  if (form.dataset.passkey === "add") {
    const alone = form.querySelector("[name=passwordless]");
    return create(JSON.parse(form.dataset.options), Boolean(alone && alone.checked));
  }
  if (form.dataset.passkey === "use") return use(JSON.parse(form.dataset.options));
  const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
  return use((await reply.json()).request_options);
}

async function send(event) {
  const form = event.target;
  event.preventDefault();
  const error = form.querySelector("[data-passkey-error]");
  error.hidden = true;
  try {
    form.querySelector("[name=credential]").value = JSON.stringify(await ask(form));
    form.submit();
  } catch (problem) {
    error.textContent = "The passkey was not used. Try again, or choose another way.";
    error.hidden = false;
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", send);
    form.hidden = false;
  }
  for (const note of document.querySelectorAll("[data-passkey-without]")) note.hidden = true;
}

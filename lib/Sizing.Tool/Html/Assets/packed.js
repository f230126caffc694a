// What the page carries compressed: two characters of 91 hold 13 bits of it.
const alphabet = new Uint8Array(127);
for (let code = 33, value = 0; code < 127; code++) if (!'<>&'.includes(String.fromCharCode(code))) alphabet[code] = value++;

function fromText(text, length) {
  const bytes = new Uint8Array(length);
  for (let at = 0, place = 0, value = 0, bits = 0; place < length; at += 2) {
    value = value << 13 | alphabet[text.charCodeAt(at)] + 91 * alphabet[text.charCodeAt(at + 1)];
    for (bits += 13; bits >= 8 && place < length; bits -= 8) bytes[place++] = value >> bits - 8;
    value &= (1 << bits) - 1;
  }
  return bytes;
}

// In a site the pages share a file beside them: a script, because a page opened from disk can read nothing else.
function besideFile(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = name;
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => reject(new Error(name)));
    document.head.append(script);
  });
}

async function unpacked(id) {
  const holder = document.getElementById(id);
  if (holder.dataset.file) await besideFile(holder.dataset.file);
  const { bytes, text } = globalThis.packed?.[id] ?? { bytes: holder.dataset.bytes, text: holder.textContent };
  holder.remove();
  return new Response(new Blob([fromText(text, Number(bytes))]).stream().pipeThrough(new DecompressionStream('gzip')));
}

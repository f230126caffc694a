// The library: unpacked from the page and started in its WebAssembly runtime. Nothing is fetched; the addresses only name the pieces.
async function startLibrary() {
  const bytes = await (await unpacked('live-library')).arrayBuffer();
  const indexLength = new DataView(bytes).getInt32(0, true);
  const filesAt = 4 + indexLength;
  const index = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, indexLength)));
  const file = name => new Uint8Array(bytes, filesAt + index.files[name][0], index.files[name][1]);

  const script = document.createElement('script');
  script.textContent = new TextDecoder().decode(file('boot.js'));
  document.head.append(script);
  script.remove();

  const address = name => `https://inline.invalid/${name}`;
  const module = name => globalThis.__dn[name](address(name));
  const moduleAsset = name => [{ name, resolvedUrl: address(name), moduleExports: module(name) }];
  const assembly = name => ({ name, virtualPath: name, resolvedUrl: address(name), buffer: file(name).slice().buffer });
  const wasm = 'dotnet.native.wasm';
  const response = new Response(file(wasm), { headers: { 'content-type': 'application/wasm' } });
  const runtime = await module('dotnet.js').dotnet.withConfig({
    mainAssemblyName: index.main,
    globalizationMode: 'invariant',
    debugLevel: 0,
    disableIntegrityCheck: true,
    resources: {
      jsModuleRuntime: moduleAsset('dotnet.runtime.js'),
      jsModuleNative: moduleAsset('dotnet.native.js'),
      wasmNative: [{ name: wasm, pendingDownload: { name: wasm, url: address(wasm), response: Promise.resolve(response) } }],
      coreAssembly: index.core.map(assembly),
      assembly: index.assemblies.map(assembly),
    },
    runtimeConfig: { runtimeOptions: { configProperties: index.properties } },
  }).create();
  const { Sizing } = await runtime.getAssemblyExports(index.main);
  return Sizing.Live;
}

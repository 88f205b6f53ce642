package io.stockbridge.registry.rest;

/** Example answers for the OpenAPI document; a test compares their shape with real answers. */
final class Examples {
  private Examples() {}

  static final String CHAINS =
      """
      {"items":[{"caip2":"eip155:42161","domain":42161,"name":"Arbitrum One","own":false,"tokenListChainId":42161}]}
      """;
  static final String UNDERLYING =
      """
      {"key":"AAPL","isin":"US0378331005","figi":"BBG000B9XRY4","ticker":"AAPL","name":"Apple Inc.",
      "mic":"XNAS","status":"listed",
      "aliases":[{"kind":"name","value":"Apple Computer, Inc.","from":"1977-01-03","until":"2007-01-08"}]}
      """;
  static final String UNDERLYINGS = "{\"items\":[" + UNDERLYING + "],\"nextCursor\":\"QUFQTA\"}";
  static final String DEPLOYMENT =
      """
      {"caip19":"eip155:42161/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a","chain":"eip155:42161",
      "address":"0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a","symbol":"AAPLx","role":"token",
      "decimals":18,"unitModel":"rebasing","tokenProgram":"erc20","status":"active","own":false,"independentSources":3,"firstSeen":"2026-11-01",
      "priceFeed":"0x6ce185860a4963106506C203335A2910413708e9",
      "priceFeeds":[{"address":"0x6ce185860a4963106506C203335A2910413708e9","basis":"share"}],
      "wrappedBy":[{"caip19":"eip155:42161/erc20:0x5acF6C6b4a3a4F5D3D1efd1FD2A8f4d9b5cA6e01","generation":1}],
      "evidence":[{"source":"xstocks-tokenlist","notedOn":"2026-11-01"}],"domain":42161}
      """;
  private static final String WRAPPER =
      """
      {"caip19":"eip155:42161/erc20:0x5acF6C6b4a3a4F5D3D1efd1FD2A8f4d9b5cA6e01","chain":"eip155:42161",
      "address":"0x5acF6C6b4a3a4F5D3D1efd1FD2A8f4d9b5cA6e01","symbol":"wAAPLx","role":"wrapper",
      "decimals":18,"unitModel":"erc4626_wrapper","tokenProgram":"erc20","status":"legacy_wrapper","own":false,
      "wraps":"eip155:42161/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a","generation":1,
      "successor":"eip155:42161/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a","independentSources":1,
      "firstSeen":"2026-11-01","evidence":[{"source":"xstocks-tokenlist","notedOn":"2026-11-01"}],"domain":42161}
      """;
  static final String ASSET =
      """
      {"key":"CH1436219187","isin":"CH1436219187","issuer":"Backed Assets","symbol":"AAPLx","name":"Apple xStock",
      "legalForm":"tracker certificate","status":"active","underlying":"""
          + UNDERLYING
          + """
      ,"multiplier":"1","actionEpoch":1,
      "pendingMultiplier":{"value":"4","effectiveAt":"2027-01-04T14:30:00.000Z"},
      "multiplierHistory":[{"value":"0.25","actionEpoch":0,"until":"2026-06-01T13:30:00.000Z"}],
      "restrictions":[{"kind":"jurisdiction","text":"not for US persons"}],
      "own":false,"deployments":["""
          + DEPLOYMENT
          + ","
          + WRAPPER
          + """
      ],"version":1,"validFrom":"2026-11-23T00:00:00.000Z","recordedAt":"2026-11-23T00:00:00.000Z"}
      """;
  static final String ASSETS = "{\"items\":[" + ASSET + "],\"nextCursor\":null}";
  static final String RESOLUTION =
      """
      {"query":"AAPL","chain":"eip155:42161","canonical":{"caip19":"eip155:42161/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a",
      "chain":"eip155:42161","address":"0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a","symbol":"AAPLx","role":"token",
      "unitModel":"rebasing","tokenProgram":"erc20","status":"active","own":false,"independentSources":3,"domain":42161,
      "asset":"CH1436219187","isin":"CH1436219187","issuer":"Backed Assets","name":"Apple xStock","multiplier":"1","actionEpoch":0,
      "underlying":{"key":"AAPL","isin":"US0378331005","ticker":"AAPL","name":"Apple Inc.","mic":"XNAS"}},
      "alternatives":[],"rule":"ISSUER_PREFERENCE","policy":{"name":"default","version":1},
      "facts":["AAPL is the ticker of the underlying Apple Inc.","the policy prefers Backed Assets to Dinari"],
      "findings":[{"code":"QUERY_IS_TICKER","ticker":"AAPL","name":"Apple Inc."},
      {"code":"PREFERRED_ISSUER","issuer":"Backed Assets","over":"Dinari"}]}
      """;
  static final String VERDICT =
      """
      {"query":"eip155:42161/erc20:0x2414faE77CF726cC2287B81cf174d9828adc6636",
      "caip19":"eip155:42161/erc20:0x2414faE77CF726cC2287B81cf174d9828adc6636","verdict":"known_not_canonical","reason":"retired",
      "checksum":"valid","successor":"eip155:42161/erc20:0xCe38e140fC3982a6bCEbc37b040913EF2Cd6C5a7",
      "token":{"caip19":"eip155:42161/erc20:0x2414faE77CF726cC2287B81cf174d9828adc6636","chain":"eip155:42161",
      "address":"0x2414faE77CF726cC2287B81cf174d9828adc6636","symbol":"AAPL.d","role":"token","unitModel":"rebasing",
      "tokenProgram":"erc20","status":"retired","own":false,"successor":"eip155:42161/erc20:0xCe38e140fC3982a6bCEbc37b040913EF2Cd6C5a7",
      "independentSources":1,"firstSeen":"2026-11-01","domain":42161,"asset":"dinari:AAPL.d","isin":null,"issuer":"Dinari",
      "name":"AAPL dShare","multiplier":"1","actionEpoch":0,
      "underlying":{"key":"AAPL","isin":"US0378331005","ticker":"AAPL","name":"Apple Inc.","mic":"XNAS"}},
      "canonical":"eip155:42161/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a",
      "policy":{"name":"default","version":1},
      "evidence":["source: retired generation of Dinari on Arbitrum (2026-11-01)",
      "belongs to AAPL dShare by Dinari, asset dinari:AAPL.d",
      "eip155:42161/erc20:0x2414faE77CF726cC2287B81cf174d9828adc6636 is retired",
      "replaced by eip155:42161/erc20:0xCe38e140fC3982a6bCEbc37b040913EF2Cd6C5a7"],
      "findings":[{"code":"SOURCE","source":"retired generation of Dinari on Arbitrum","notedOn":"2026-11-01"},
      {"code":"BELONGS_TO","name":"AAPL dShare","issuer":"Dinari","asset":"dinari:AAPL.d"},
      {"code":"RETIRED","token":"eip155:42161/erc20:0x2414faE77CF726cC2287B81cf174d9828adc6636"},
      {"code":"REPLACED_BY","successor":"eip155:42161/erc20:0xCe38e140fC3982a6bCEbc37b040913EF2Cd6C5a7"}],"onChain":null}
      """;
  static final String LOADS =
      """
      {"items":[{"source":"bundled data","digest":"9f86d081884c7d65","loadedAt":"2026-11-23T00:00:00.000Z","report":{
      "counts":{"robinhood-4663.csv":{"TAKEN":200,"REFUSED":2}},
      "entries":[{"file":"robinhood-4663.csv","row":203,"subject":"cbBTC","outcome":"REFUSED","reason":"wrapped bitcoin and no stock"}]}}]}
      """;
  static final String PUT_BODY =
      """
      {"issuer":"Backed Assets","symbol":"AAPLx","name":"Apple xStock","status":"active",
      "underlying":{"isin":"US0378331005","ticker":"AAPL","name":"Apple Inc.","mic":"XNAS"},"multiplier":"1","actionEpoch":0,
      "deployments":[{"caip19":"eip155:412346/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a","decimals":18,"status":"active","own":true,
      "unitModel":"erc8056"}]}
      """;
  static final String PROBLEM =
      """
      {"type":"urn:stockbridge:problem:unknown-asset","title":"No such asset","status":404,"detail":"no asset CH0000000000",
      "code":"UNKNOWN_ASSET","field":"isin"}
      """;
}

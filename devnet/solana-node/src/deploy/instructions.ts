import {
  AuthorityType,
  createInitializeGroupMemberPointerInstruction,
  createInitializeGroupPointerInstruction,
  createInitializeMetadataPointerInstruction,
  createInitializeMint2Instruction,
  createInitializeMultisigInstruction,
  createInitializePausableConfigInstruction,
  createInitializeScaledUiAmountConfigInstruction,
  createSetAuthorityInstruction,
  ExtensionType,
  getMintLen,
  LENGTH_SIZE,
  MULTISIG_SIZE,
  TOKEN_2022_PROGRAM_ID,
  TOKEN_GROUP_MEMBER_SIZE,
  TOKEN_GROUP_SIZE,
  TYPE_SIZE,
} from '@solana/spl-token';
import { createInitializeGroupInstruction, createInitializeMemberInstruction } from '@solana/spl-token-group';
import {
  createInitializeInstruction,
  createUpdateAuthorityInstruction,
  createUpdateFieldInstruction,
  pack,
} from '@solana/spl-token-metadata';
import { type PublicKey, SystemProgram, type TransactionInstruction } from '@solana/web3.js';
import type { AssetConfig, DeploymentConfig } from './config.js';
import type { Step } from './sender.js';

export const DECIMALS = 8;
const MAX_GROUP_SIZE = 10_000n;
const PROGRAM = TOKEN_2022_PROGRAM_ID;
const MINT_EXTENSIONS = [
  ExtensionType.MetadataPointer,
  ExtensionType.ScaledUiAmountConfig,
  ExtensionType.PausableConfig,
  ExtensionType.GroupMemberPointer,
];

/** Rent-exempt minimum for a number of bytes, in lamports. */
export type Rent = (bytes: number) => Promise<number>;

/** The m-of-n account that may mint. */
export async function multisigStep(config: DeploymentConfig, rent: Rent): Promise<Step> {
  const { publicKey: multisig } = config.multisig;
  return {
    name: 'multisig',
    signers: [config.multisig],
    instructions: [
      createAccount(config, multisig, MULTISIG_SIZE, await rent(MULTISIG_SIZE)),
      createInitializeMultisigInstruction(multisig, [...config.attesters], config.threshold, PROGRAM),
    ],
  };
}

/** The group whose members are the canonical mints. It can never mint anything itself. */
export async function groupStep(config: DeploymentConfig, rent: Rent): Promise<Step> {
  const { publicKey: group } = config.groupMint;
  const authority = config.groupAuthority.publicKey;
  const payer = config.payer.publicKey;
  const space = getMintLen([ExtensionType.GroupPointer]);
  const full = space + TYPE_SIZE + LENGTH_SIZE + TOKEN_GROUP_SIZE;
  return {
    name: 'group mint',
    signers: [config.groupMint],
    instructions: [
      createAccount(config, group, space, await rent(full)),
      createInitializeGroupPointerInstruction(group, authority, group, PROGRAM),
      createInitializeMint2Instruction(group, 0, payer, null, PROGRAM),
      createInitializeGroupInstruction({
        programId: PROGRAM,
        group,
        mint: group,
        mintAuthority: payer,
        updateAuthority: authority,
        maxSize: MAX_GROUP_SIZE,
      }),
      createSetAuthorityInstruction(group, payer, AuthorityType.MintTokens, null, [], PROGRAM),
    ],
  };
}

/** Creates an asset's mint with its extensions; the payer holds the mint authority until `completionStep`. */
export async function creationStep(config: DeploymentConfig, asset: AssetConfig, rent: Rent): Promise<Step> {
  const { publicKey: mint } = asset.mint;
  const payer = config.payer.publicKey;
  const space = getMintLen(MINT_EXTENSIONS);
  return {
    name: `mint of ${asset.isin}`,
    signers: [asset.mint],
    instructions: [
      createAccount(config, mint, space, await rent(space + growth(asset, mint, payer))),
      createInitializeMetadataPointerInstruction(mint, config.actionAuthority, mint, PROGRAM),
      createInitializeScaledUiAmountConfigInstruction(mint, config.actionAuthority, 1, PROGRAM),
      createInitializePausableConfigInstruction(mint, config.pauseAuthority, PROGRAM),
      createInitializeGroupMemberPointerInstruction(mint, config.groupAuthority.publicKey, mint, PROGRAM),
      createInitializeMint2Instruction(mint, DECIMALS, payer, config.compliance, PROGRAM),
      createInitializeInstruction({
        programId: PROGRAM,
        metadata: mint,
        updateAuthority: payer,
        mint,
        mintAuthority: payer,
        name: asset.name,
        symbol: asset.symbol,
        uri: asset.uri,
      }),
    ],
  };
}

/** Names the mint's ISIN and epoch, makes it a member of the group and hands it to the attesters, all or nothing. */
export function completionStep(config: DeploymentConfig, asset: AssetConfig): Step {
  const { publicKey: mint } = asset.mint;
  const payer = config.payer.publicKey;
  const field = (name: string, value: string): TransactionInstruction =>
    createUpdateFieldInstruction({ programId: PROGRAM, metadata: mint, updateAuthority: payer, field: name, value });
  const instructions = [
    field('isin', asset.isin),
    field('actionEpoch', '0'),
    createInitializeMemberInstruction({
      programId: PROGRAM,
      member: mint,
      memberMint: mint,
      memberMintAuthority: payer,
      group: config.groupMint.publicKey,
      groupUpdateAuthority: config.groupAuthority.publicKey,
    }),
    createSetAuthorityInstruction(mint, payer, AuthorityType.MintTokens, config.multisig.publicKey, [], PROGRAM),
  ];
  if (!config.actionAuthority.equals(payer)) {
    instructions.push(
      createUpdateAuthorityInstruction({
        programId: PROGRAM,
        metadata: mint,
        oldAuthority: payer,
        newAuthority: config.actionAuthority,
      }),
    );
  }
  return { name: `completion of ${asset.isin}`, signers: [config.groupAuthority], instructions };
}

/** Bytes by which metadata and membership make the account grow after its creation. */
function growth(asset: AssetConfig, mint: PublicKey, updateAuthority: PublicKey): number {
  const { name, symbol, uri, isin } = asset;
  // A generous epoch: the account need not be topped up when the number gets longer.
  const additionalMetadata: [string, string][] = [
    ['isin', isin],
    ['actionEpoch', '0000000000'],
  ];
  const metadata = pack({ updateAuthority, mint, name, symbol, uri, additionalMetadata }).length;
  return metadata + TOKEN_GROUP_MEMBER_SIZE + 2 * (TYPE_SIZE + LENGTH_SIZE);
}

function createAccount(config: DeploymentConfig, account: PublicKey, space: number, lamports: number) {
  return SystemProgram.createAccount({
    fromPubkey: config.payer.publicKey,
    newAccountPubkey: account,
    space,
    lamports,
    programId: PROGRAM,
  });
}

import type { FailedTransactionMetadata } from 'litesvm';

/** A TransactionError in the JSON shape of a real node: a name, or a name with its arguments. */
export type TransactionError = string | { readonly [name: string]: unknown };

const TRANSACTION_ERRORS = (
  'AccountInUse AccountLoadedTwice AccountNotFound ProgramAccountNotFound InsufficientFundsForFee ' +
  'InvalidAccountForFee AlreadyProcessed BlockhashNotFound CallChainTooDeep MissingSignatureForFee ' +
  'InvalidAccountIndex SignatureFailure InvalidProgramForExecution SanitizeFailure ClusterMaintenance ' +
  'AccountBorrowOutstanding WouldExceedMaxBlockCostLimit UnsupportedVersion InvalidWritableAccount ' +
  'WouldExceedMaxAccountCostLimit WouldExceedAccountDataBlockLimit TooManyAccountLocks ' +
  'AddressLookupTableNotFound InvalidAddressLookupTableOwner InvalidAddressLookupTableData ' +
  'InvalidAddressLookupTableIndex InvalidRentPayingAccount WouldExceedMaxVoteCostLimit ' +
  'WouldExceedAccountDataTotalLimit MaxLoadedAccountsDataSizeExceeded ResanitizationNeeded ' +
  'InvalidLoadedAccountsDataSizeLimit UnbalancedTransaction ProgramCacheHitMaxLimit CommitCancelled'
).split(' ');

const INSTRUCTION_ERRORS = (
  'GenericError InvalidArgument InvalidInstructionData InvalidAccountData AccountDataTooSmall ' +
  'InsufficientFunds IncorrectProgramId MissingRequiredSignature AccountAlreadyInitialized ' +
  'UninitializedAccount UnbalancedInstruction ModifiedProgramId ExternalAccountLamportSpend ' +
  'ExternalAccountDataModified ReadonlyLamportChange ReadonlyDataModified DuplicateAccountIndex ' +
  'ExecutableModified RentEpochModified NotEnoughAccountKeys AccountDataSizeChanged AccountNotExecutable ' +
  'AccountBorrowFailed AccountBorrowOutstanding DuplicateAccountOutOfSync InvalidError ' +
  'ExecutableDataModified ExecutableLamportChange ExecutableAccountNotRentExempt UnsupportedProgramId ' +
  'CallDepth MissingAccount ReentrancyNotAllowed MaxSeedLengthExceeded InvalidSeeds InvalidRealloc ' +
  'ComputationalBudgetExceeded PrivilegeEscalation ProgramEnvironmentSetupFailure ' +
  'ProgramFailedToComplete ProgramFailedToCompile Immutable IncorrectAuthority AccountNotRentExempt ' +
  'InvalidAccountOwner ArithmeticOverflow UnsupportedSysvar IllegalOwner ' +
  'MaxAccountsDataAllocationsExceeded MaxAccountsExceeded MaxInstructionTraceLengthExceeded ' +
  'BuiltinProgramsMustConsumeComputeUnits BorshIoError'
).split(' ');

/** Translates LiteSVM's error object. */
export function transactionErrorOf(failed: FailedTransactionMetadata): TransactionError {
  const error = failed.err();
  if (typeof error === 'number') {
    return nameOf(TRANSACTION_ERRORS, error);
  }
  if ('err' in error) {
    const inner = error.err();
    if (typeof inner === 'number') {
      return { InstructionError: [error.index, nameOf(INSTRUCTION_ERRORS, inner)] };
    }
    const detail = 'code' in inner ? { Custom: inner.code } : { BorshIoError: inner.msg };
    return { InstructionError: [error.index, detail] };
  }
  if ('index' in error) {
    return { DuplicateInstruction: error.index };
  }
  const name = error.constructor.name.replace(/^TransactionError/, '');
  return { [name]: { account_index: error.accountIndex } };
}

const MESSAGES: Readonly<Record<string, string>> = {
  AccountInUse: 'Account in use',
  AccountLoadedTwice: 'Account loaded twice',
  AccountNotFound: 'Attempt to debit an account but found no record of a prior credit.',
  ProgramAccountNotFound: 'Attempt to load a program that does not exist',
  InsufficientFundsForFee: 'Insufficient funds for fee',
  InvalidAccountForFee: 'This account may not be used to pay transaction fees',
  AlreadyProcessed: 'This transaction has already been processed',
  BlockhashNotFound: 'Blockhash not found',
  SignatureFailure: 'Transaction did not pass signature verification',
  InvalidProgramForExecution: 'This program may not be used for executing instructions',
  SanitizeFailure: 'Transaction failed to sanitize accounts offsets correctly',
  AddressLookupTableNotFound: "Transaction loads an address table account that doesn't exist",
  InvalidAddressLookupTableIndex: 'Transaction address table lookup uses an invalid index',
  TooManyAccountLocks: 'Transaction locked too many accounts',
  MissingRequiredSignature: 'missing required signature for instruction',
  InvalidAccountData: 'invalid account data for instruction',
  InvalidArgument: 'invalid program argument',
  InvalidInstructionData: 'invalid instruction data',
  InsufficientFunds: 'insufficient funds for instruction',
  IncorrectProgramId: 'incorrect program id for instruction',
  AccountAlreadyInitialized: 'instruction requires an uninitialized account',
  UninitializedAccount: 'instruction requires an initialized account',
  NotEnoughAccountKeys: 'insufficient account keys for instruction',
  ComputationalBudgetExceeded: 'Computational budget exceeded',
  ProgramFailedToComplete: 'Program failed to complete',
  UnsupportedProgramId: 'Unsupported program id',
  InvalidSeeds: 'Provided seeds do not result in a valid address',
  AccountNotRentExempt: 'An account does not have enough lamports to be rent-exempt',
  InvalidAccountOwner: 'Invalid account owner',
  IllegalOwner: 'Provided owner is not allowed',
};

/** The sentence that a real node's Display gives for the error. */
export function describeError(error: TransactionError): string {
  if (typeof error === 'string') {
    return MESSAGES[error] ?? error;
  }
  const [name, detail] = Object.entries(error)[0] ?? ['unknown', null];
  if (name === 'InstructionError' && Array.isArray(detail)) {
    return `Error processing Instruction ${String(detail[0])}: ${describeInstructionError(detail[1])}`;
  }
  if (name === 'InsufficientFundsForRent') {
    const { account_index: index } = detail as { account_index: number };
    return `Transaction results in an account (${index}) with insufficient funds for rent`;
  }
  if (name === 'DuplicateInstruction') {
    return `Transaction contains a duplicate instruction (${String(detail)}) that is not allowed`;
  }
  return name;
}

function describeInstructionError(error: unknown): string {
  if (typeof error === 'string') {
    return MESSAGES[error] ?? error;
  }
  if (error !== null && typeof error === 'object') {
    if ('Custom' in error) {
      return `custom program error: 0x${Number(error.Custom).toString(16)}`;
    }
    if ('BorshIoError' in error) {
      return `Failed to serialize or deserialize account data: ${String(error.BorshIoError)}`;
    }
  }
  return 'generic instruction error';
}

function nameOf(names: readonly string[], index: number): string {
  const name = names[index];
  if (name === undefined) {
    throw new Error(`LiteSVM reported an unknown error number ${index}`);
  }
  return name;
}

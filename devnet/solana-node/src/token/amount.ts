/** A token amount as RPC answers carry it. */
export interface UiTokenAmount {
  readonly amount: string;
  readonly decimals: number;
  readonly uiAmount: number | null;
  readonly uiAmountString: string;
}

/** Writes a raw amount with its decimals, multiplied by the mint's ScaledUiAmount multiplier if it has one. */
export function uiTokenAmount(amount: bigint, decimals: number, multiplier?: number): UiTokenAmount {
  const uiAmountString =
    multiplier === undefined || multiplier === 1
      ? decimalText(amount, decimals)
      : scaledText(amount, decimals, multiplier);
  return { amount: amount.toString(), decimals, uiAmount: Number(uiAmountString), uiAmountString };
}

function decimalText(amount: bigint, decimals: number): string {
  const digits = amount.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

// Token-2022 truncates the scaled raw amount before it places the decimal point.
function scaledText(amount: bigint, decimals: number, multiplier: number): string {
  const scaled = Math.trunc(Number(amount) * multiplier);
  return Number.isFinite(scaled) ? decimalText(BigInt(scaled), decimals) : 'inf';
}

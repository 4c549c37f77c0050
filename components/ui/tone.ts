/** What a colour says. `review` is the house's own scrutiny; `neutral` says nothing. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'review';

/** Coloured text on its quiet background. */
export const toneClasses: Record<Tone, string> = {
  neutral: 'bg-neutral-soft text-neutral',
  info: 'bg-info-soft text-info',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
  review: 'bg-review-soft text-review',
};

/** Coloured text alone. */
export const toneTextClasses: Record<Tone, string> = {
  neutral: 'text-neutral',
  info: 'text-info',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
  review: 'text-review',
};

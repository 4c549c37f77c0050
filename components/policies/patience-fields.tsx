import { awaitedLabels, type Patience, waitingStates } from '@/lib/policies/patience';
import { TextField } from '../ui/form/text-field';

const fields = [
  ['remind', 'Reminded'],
  ['escalate', 'More people told'],
  ['lapse', 'Ended'],
] as const;

/** For how many days a request waits for whom, before what. */
export function PatienceFields({ patience }: { patience: Patience }) {
  return (
    <fieldset className="flex flex-col gap-3 border-t border-line pt-3">
      <legend className="float-left mb-1 font-medium">Requests that wait</legend>
      <p className="text-sm text-muted">
        Days since a request came to wait. One that nobody decides or answers ends by itself, not within seven
        days of saving.
      </p>
      {waitingStates.map((state) => (
        <div key={state} className="flex flex-col gap-2">
          <p>For {awaitedLabels[state]}</p>
          <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-6">
            {fields.map(([field, label]) => (
              <TextField
                key={field}
                name={`patience.${state}.${field}`}
                label={label}
                type="number"
                inputMode="numeric"
                min={1}
                aria-label={`Waiting for ${awaitedLabels[state]}: ${label}, days`}
                defaultValue={patience[state][field]}
              />
            ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}

import { Banner } from '../feedback/banner';

/** Says over the first page of a list why another place in it is not shown. */
export function PlaceRefusal({ refusal }: { refusal: string | null }) {
  if (refusal === null) return null;
  return (
    <div className="mb-4">
      <Banner tone="warning" announce="alert">
        {refusal}
      </Banner>
    </div>
  );
}

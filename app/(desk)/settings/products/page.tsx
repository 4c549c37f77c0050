import { ProductPanel } from '@/components/products/product-panel';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { listProducts } from '@/lib/products/list-products';
import { askForPage } from '../../ask-for-page';

export const metadata = { title: 'Products' };

/** What the house builds sandboxes of. It is changed from the command line, where the files are. */
export default async function ProductsPage() {
  const products = await askForPage(listProducts, {});
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-4">
      <PageHeader title="Products" meta="What sandboxes are built of, as it was registered." />
      {products.length === 0 && (
        <EmptyState title="No product is registered">
          Register one from the command line, as the manual says.
        </EmptyState>
      )}
      {products.map((product) => (
        <ProductPanel key={product.id} product={product} />
      ))}
      <p className="text-sm text-muted">
        A product and its seed sets are registered from the command line, where their files are:{' '}
        <code className="font-mono text-xs">npm run sandgate -- seed-set import FOLDER --product NAME</code>
      </p>
    </div>
  );
}

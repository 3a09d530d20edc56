import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { EmptyState } from '../components/EmptyState';
import { useT } from '../i18n/LocaleProvider';
import { asError, Crash } from './ErrorBoundary';
import { panelSearch } from './links';

const root = createRootRoute({
  validateSearch: panelSearch,
  component: Outlet,
  notFoundComponent: NothingHere,
  errorComponent: ({ error, reset }) => <Crash error={asError(error)} onRetry={reset} />,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/bookings' as never });
  },
});

function NothingHere() {
  const t = useT();
  return <EmptyState title={t('app.notFound')} action={<a href="#/bookings">{t('app.notFoundNext')}</a>} />;
}

/** The way from an address to a screen. The address stands behind a hash: there is no server to ask. */
export const router = createRouter({
  routeTree: root.addChildren([home]),
  history: createHashHistory(),
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

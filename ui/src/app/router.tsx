import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  Navigate,
  useParams,
} from '@tanstack/react-router';
import { EmptyState } from '../components/EmptyState';
import { panelSearch } from '../components/navigation';
import { BookingsPage } from '../features/bookings/BookingsPage';
import { ConversationsPage } from '../features/conversations/ConversationsPage';
import { TrayPage } from '../features/conversations/TrayPage';
import { EventsPage } from '../features/events/EventsPage';
import { ImportPage } from '../features/import/ImportPage';
import { ResidentsPage } from '../features/residents/ResidentsPage';
import { SettingsPage } from '../features/settings/SettingsPage';
import { TodayPage } from '../features/today/TodayPage';
import { useT } from '../i18n/LocaleProvider';
import { asError, Crash } from './ErrorBoundary';
import { Shell } from './Shell';

const root = createRootRoute({
  validateSearch: panelSearch,
  component: Shell,
  notFoundComponent: NothingHere,
});

const parent = { getParentRoute: () => root };

const home = createRoute({ ...parent, path: '/', component: Home });
const today = createRoute({ ...parent, path: '/today', component: TodayPage });
const bookings = createRoute({ ...parent, path: '/bookings', component: BookingsPage });
const events = createRoute({ ...parent, path: '/events', component: EventsPage });
const residents = createRoute({ ...parent, path: '/residents', component: ResidentsPage });
const tray = createRoute({ ...parent, path: '/tray', component: TrayPage });
const imports = createRoute({ ...parent, path: '/import', component: ImportPage });

// One route draws the list and the thread, so that the list stands still when another thread is opened.
const conversations = createRoute({ ...parent, path: '/conversations', component: Conversations });
const noThread = createRoute({ getParentRoute: () => conversations, path: '/' });
const thread = createRoute({ getParentRoute: () => conversations, path: '$id' });

// The same for the settings and their parts.
const settings = createRoute({ ...parent, path: '/settings', component: Settings });
const ownSettings = createRoute({ getParentRoute: () => settings, path: '/' });
const partOfSettings = createRoute({ getParentRoute: () => settings, path: '$part' });

function Home() {
  return <Navigate to="/today" search={{}} replace />;
}

function Conversations() {
  const { id } = useParams({ strict: false });
  return <ConversationsPage selected={id ?? null} />;
}

function Settings() {
  const { part } = useParams({ strict: false });
  return <SettingsPage part={part ?? null} />;
}

function NothingHere() {
  const t = useT();
  return (
    <EmptyState title={t('app.notFound')} action={<Link to="/conversations">{t('app.notFoundNext')}</Link>} />
  );
}

const routeTree = root.addChildren([
  home,
  today,
  bookings,
  events,
  residents,
  tray,
  imports,
  settings.addChildren([ownSettings, partOfSettings]),
  conversations.addChildren([noThread, thread]),
]);

/** The way from an address to a screen. The address stands behind a hash: there is no server to ask. */
export const router = createRouter({
  routeTree,
  history: createHashHistory(),
  defaultPreload: false,
  // A section that fails leaves the navigation where it is.
  defaultErrorComponent: ({ error, reset }) => <Crash error={asError(error)} onRetry={reset} />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

import { X } from 'lucide-react';
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from 'react';
import { useT } from '../i18n/LocaleProvider';
import { IconButton } from './IconButton';
import styles from './SidePanel.module.css';
import { useShortcut } from './shortcuts';

interface SidePanelProps {
  /** What it is about; the panel is named by it. */
  title: ReactNode;
  /** Under the title. */
  subtitle?: ReactNode;
  /** Before the title: an avatar. */
  leading?: ReactNode;
  /** Buttons under the head. */
  actions?: ReactNode;
  children: ReactNode;
  onClose: () => void;
  /** When it changes, the panel shows something else: it scrolls up and takes the focus again. */
  subject: string;
}

export const NARROWEST = 320;
export const WIDEST = 560;
const USUAL = 392;
const KEPT_AS = 'lobby.panel-width';

/** Where the panel that has just gone was opened from: the one in its place leads back there too. */
let handedOn: HTMLElement | null = null;

/** What has the focus as the panel opens. An item goes with its menu: the button of the menu stays. */
function opener(): HTMLElement | null {
  const before = document.activeElement;
  if (!(before instanceof HTMLElement) || before === document.body) return null;
  const names = before.closest('[role=menu]')?.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const buttons = names.map((id) => document.getElementById(id));
  return buttons.find((element) => element instanceof HTMLButtonElement) ?? before;
}

const within = (width: number) => Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));

function keptWidth(): number {
  const kept = Number(localStorage.getItem(KEPT_AS));
  return Number.isFinite(kept) && kept > 0 ? within(kept) : USUAL;
}

/**
 * The panel beside a list (R5). It takes the focus when it opens; Escape closes it and puts the focus back.
 * In a narrow window it lies over the list.
 */
export function SidePanel({ title, subtitle, leading, actions, children, onClose, subject }: SidePanelProps) {
  const t = useT();
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(keptWidth);
  const back = useRef<HTMLElement | null>(null);

  const open = useEffectEvent(() => {
    const before = opener();
    if (before !== null && !panel.current?.contains(before)) {
      back.current = before;
    } else {
      back.current ??= handedOn;
    }
    panel.current?.focus({ preventScroll: true });
    if (body.current) body.current.scrollTop = 0;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: it opens anew for another subject.
  useEffect(() => open(), [subject]);
  useEffect(
    () => () => {
      handedOn = back.current;
    },
    [],
  );

  const close = () => {
    const target = back.current;
    // A menu of the row that opened it is gone by now: the row itself has the panel's subject as its key.
    const key = target?.dataset.row ?? subject;
    back.current = null;
    onClose();
    // The list may draw its rows again while the panel goes: the row is looked up by its key then.
    requestAnimationFrame(() => {
      const again = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
      (target?.isConnected ? target : again)?.focus();
    });
  };
  useShortcut('Escape', close);

  const resize = (next: number) => {
    const kept = within(next);
    setWidth(kept);
    localStorage.setItem(KEPT_AS, String(kept));
  };

  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-labelledby={titleId}
      className={styles.panel}
      style={{ '--panel-width': `${width / 16}rem` } as React.CSSProperties}
    >
      <Edge width={width} onResize={resize} label={t('common.resizePanel')} />
      <header className={styles.head}>
        <div className={styles.who}>
          {leading}
          <div className={styles.names}>
            <h2 id={titleId} className={styles.title}>
              {title}
            </h2>
            {subtitle && <div className={styles.subtitle}>{subtitle}</div>}
          </div>
          <IconButton icon={X} label={t('common.close')} keys="Esc" onPress={close} />
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      <div ref={body} className={styles.body}>
        {children}
      </div>
    </aside>
  );
}

interface EdgeProps {
  width: number;
  label: string;
  onResize: (width: number) => void;
}

/** The edge that is dragged, or moved with the arrows, to make the panel wider. */
function Edge({ width, label, onResize }: EdgeProps) {
  const grip = useRef<{ from: number; width: number } | null>(null);
  const rtl = () => document.dir === 'rtl';
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { from: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (grip.current === null) return;
    const moved = grip.current.from - event.clientX;
    onResize(grip.current.width + (rtl() ? -moved : moved));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const wider = rtl() ? 'ArrowRight' : 'ArrowLeft';
    const narrower = rtl() ? 'ArrowLeft' : 'ArrowRight';
    const next =
      event.key === wider
        ? width + 16
        : event.key === narrower
          ? width - 16
          : event.key === 'Home'
            ? NARROWEST
            : event.key === 'End'
              ? WIDEST
              : null;
    if (next === null) return;
    event.preventDefault();
    onResize(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved.
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={0}
      className={styles.edge}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        grip.current = null;
      }}
      onKeyDown={onKeyDown}
    />
  );
}

interface PanelSectionProps {
  /** A small heading above it. */
  title?: string;
  children: ReactNode;
}

/** A part of the panel, divided from the next by a line. */
export function PanelSection({ title, children }: PanelSectionProps) {
  return (
    <section className={styles.section}>
      {title && <h3 className={styles.heading}>{title}</h3>}
      {children}
    </section>
  );
}

/** A fact in the panel: its name and what it is. */
export interface Fact {
  name: string;
  value: ReactNode;
}

/** Facts, one a line. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

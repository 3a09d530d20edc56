import type { LucideIcon } from 'lucide-react';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { problemOf } from '../../bridge/call';
import { useOpenConversation, useOpenPanel } from '../../components/navigation';
import { allOffered } from '../../components/offered';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { type Finding, type FindingGroup, findingsOf, type Goes } from './findings';
import styles from './SearchDialog.module.css';
import { useSearchResults } from './useSearchResults';

/** A section of the window that the search leads to. */
export interface Place {
  id: string;
  label: string;
  icon: LucideIcon;
  onGo: () => void;
}

interface SearchDialogProps {
  isOpen: boolean;
  onClose: () => void;
  places: readonly Place[];
}

/** Ctrl/⌘ K: finds residents, bookings, conversations and every word in them; does what can be done now; leads to
 * every section. */
export function SearchDialog({ isOpen, onClose, places }: SearchDialogProps) {
  const t = useT();
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog aria-label={t('search.title')} className={styles.dialog ?? ''}>
          <Finder onClose={onClose} places={places} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Finder({ onClose, places }: Omit<SearchDialogProps, 'isOpen'>) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const openPanel = useOpenPanel();
  const openConversation = useOpenConversation();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const { results, messages, more, error, isSettled } = useSearchResults(text);

  const groups = useMemo(() => {
    const goes: Goes = {
      resident: (id) => openPanel('resident', id),
      booking: (id) => openPanel('booking', id),
      conversation: (id) => openConversation(id),
      message: (id, entry) => openConversation(id, { entry }),
    };
    return findingsOf({ t, format, now, text, results, messages, more, places, actions: allOffered(), goes });
  }, [t, format, now, text, results, messages, more, places, openPanel, openConversation]);
  const flat = groups.flatMap(({ findings }) => findings);
  const active = flat[Math.min(at, flat.length - 1)];
  const optionId = (finding: Finding) => `${list}-${finding.key}`;

  const go = (finding: Finding | undefined) => {
    if (finding === undefined) return;
    if (!finding.stays) onClose();
    finding.onGo();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const last = flat.length - 1;
    const here = Math.min(at, last);
    const moves: Record<string, number> = {
      ArrowDown: here >= last ? 0 : here + 1,
      ArrowUp: here <= 0 ? last : here - 1,
    };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, next));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(active);
    }
  };

  const told =
    error !== null
      ? problemWords(t, problemOf(error))
      : flat.length === 0
        ? t('search.nothing', { text: text.trim() })
        : t('search.found', { count: flat.length });
  return (
    <>
      <div className={styles.field}>
        <Search aria-hidden size="1.125rem" strokeWidth={1.75} />
        <input
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here.
          autoFocus
          role="combobox"
          aria-label={t('search.field')}
          aria-expanded={flat.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          {...(active ? { 'aria-activedescendant': optionId(active) } : {})}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('search.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>{t('common.keyEscape')}</kbd>
      </div>
      <div role="listbox" id={list} aria-label={t('search.results')} className={styles.results}>
        {groups.map((group) => (
          <Group key={group.id} group={group} active={active} optionId={optionId} onGo={go} />
        ))}
      </div>
      {(error !== null || (flat.length === 0 && isSettled)) && <p className={styles.nothing}>{told}</p>}
      <p role="status" className="visually-hidden">
        {isSettled && text.trim() !== '' && told}
      </p>
    </>
  );
}

interface GroupProps {
  group: FindingGroup;
  active: Finding | undefined;
  optionId: (finding: Finding) => string;
  onGo: (finding: Finding) => void;
}

function Group({ group, active, optionId, onGo }: GroupProps) {
  const id = `${optionId({ key: group.id } as Finding)}-title`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options inside of a list box.
    <div role="group" aria-labelledby={id} className={styles.group}>
      <div id={id} className={styles.heading}>
        {group.title}
      </div>
      {group.findings.map((finding) => (
        <Option
          key={finding.key}
          id={optionId(finding)}
          finding={finding}
          isActive={finding.key === active?.key}
          onGo={() => onGo(finding)}
        />
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  finding: Finding;
  isActive: boolean;
  onGo: () => void;
}

function Option({ id, finding, isActive, onGo }: OptionProps) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) here.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the field above.
    <div
      ref={here}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={styles.option}
      onClick={onGo}
    >
      {finding.leading}
      <span className={styles.words}>
        <span className={styles.name}>{finding.name}</span>
        {finding.more && <span className={styles.more}>{finding.more}</span>}
      </span>
      {finding.end && <span className={styles.end}> {finding.end}</span>}
      {finding.keys && <kbd> {finding.keys}</kbd>}
    </div>
  );
}

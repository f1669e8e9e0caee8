/** Puts the parts of the dataset editor together: state of the file → view → rows → record. */
import type { Requester } from '../../shared/rpc.ts';
import type { SortOrder, TableState } from '../../shared/tableProtocol.ts';
import type { TableCommand, TableOpening, WebviewMemory, WebviewMessage, WebviewMethods } from '../../shared/webviewProtocol.ts';
import { DetailPane } from './detailPane.ts';
import { FilterBox } from './filterBox.ts';
import { Grid } from './grid.ts';
import { HistogramChart } from './histogramChart.ts';
import { Layout } from './layout.ts';
import { MarkedRows } from './markedRows.ts';
import { initialMemory, type Memory, nextSort } from './memory.ts';
import { type Goal, goalOf, type Place } from './place.ts';
import { RecordLoader } from './recordLoader.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { StatusLine } from './statusLine.ts';
import { runCommand } from './tableCommands.ts';
import { type LoadedView, ViewLoader } from './viewLoader.ts';

export class App {
	readonly #server: Requester<WebviewMethods>;
	readonly #keep: Memory;
	readonly #filterBox = new FilterBox(() => this.#refresh({ row: 0 }));
	readonly #histogram: HistogramChart;
	readonly #status: StatusLine;
	readonly #grid: Grid;
	readonly #pane: DetailPane;
	readonly #view: ViewLoader;
	readonly #record: RecordLoader;
	readonly #layout: Layout;
	readonly #marks = new MarkedRows((marks) => this.#onMarks(marks));
	#state: TableState | undefined;
	#memory: WebviewMemory;
	#notice: string | null = null;
	/** Where to go as soon as it has been read, unless the user goes elsewhere before. */
	#wanted: Goal | undefined;

	constructor(server: Requester<WebviewMethods>, keep: Memory) {
		this.#server = server;
		this.#keep = keep;
		this.#memory = keep.load() ?? initialMemory;
		this.#status = new StatusLine({
			onStop: () => this.#send('stop', null),
			onReload: () => this.#send('reload', null),
			onDescribe: () => this.#send('describe', null),
		});
		this.#histogram = new HistogramChart(
			(histogram) => {
				this.#remember({ histogram });
				this.#refresh();
			},
			(condition) => this.#filterBox.add(condition),
		);
		this.#grid = new Grid({
			onView: (first, end) => this.#view.want(first, end),
			onSort: (column) => this.#sortBy(column),
			onMove: () => {
				this.#wanted = undefined;
			},
			onCursor: () => this.#onCursor(),
			onOpen: () => this.#openPane(true),
			onToggle: (mark) => this.#run(mark === 'include' ? 'toggleInclude' : 'toggleExclude'),
		});
		this.#pane = new DetailPane({
			onClose: () => this.#openPane(false),
			onRaw: (isRaw) => this.#remember({ isRaw }),
			onDiff: (line, left, right) => this.#send('diff', { line, left, right }),
			onOpenText: (line) => this.#send('openText', { line }),
		});
		this.#pane.isRaw = this.#memory.isRaw;
		this.#record = new RecordLoader(server, this.#pane);
		this.#view = new ViewLoader(server, {
			onView: (view, place) => this.#showView(view, place),
			onProblem: (problem) => this.#filterBox.showProblem(problem),
			onRows: () => {
				this.#grid.render();
				this.#onCursor();
			},
			onStale: () => this.#refresh(),
			onFailure: (error) => this.#fail(error),
		});
		const { element: status, banner } = this.#status;
		this.#layout = new Layout(
			{
				filter: this.#filterBox.element,
				status,
				histogram: this.#histogram.element,
				banner,
				grid: this.#grid.element,
				pane: this.#pane.element,
			},
			{
				onGoTo: () => this.#run('goTo'),
				onExport: () => this.#run('export'),
				onShare: (paneShare) => this.#layOut({ paneShare }),
			},
		);
		this.#filterBox.restore(this.#memory.filter);
		this.#layOut({});
		listenForShortcuts({
			find: () => this.#filterBox.focus(),
			undo: () => this.#marks.undo(),
			redo: () => this.#marks.redo(),
			close: () => this.#memory.isPaneOpen && this.#openPane(false),
		});
	}

	/** Shows the file. */
	async start(): Promise<void> {
		const { state, marks, opening } = await this.#server.request('ready', null);
		this.#marks.restore(marks);
		const { row, line } = this.#memory;
		this.#state = state;
		this.#wanted = { row, line: line ?? undefined };
		this.#open(opening);
		this.#receiveState(state);
	}

	receive(message: WebviewMessage): void {
		if (message.kind === 'state') this.#receiveState(message.state);
		else if (message.kind === 'marks') this.#receiveMarks(message.marks, message.notice);
		else if (message.kind === 'command') this.#run(message.command, message.line);
		else this.#open(message.opening);
	}

	#open({ filter, sort, histogram, line }: TableOpening): void {
		this.#remember({ ...(sort === undefined ? {} : { sort }), ...(histogram === undefined ? {} : { histogram }) });
		if (filter !== undefined) this.#filterBox.restore(filter);
		this.#refresh(line === undefined ? undefined : { line });
	}

	#receiveState(state: TableState): void {
		const shown = this.#state?.generation;
		this.#state = state;
		this.#filterBox.fields = state.fields;
		if (state.phase === 'failed') this.#view.clear();
		else if (state.generation > 0 && state.generation !== shown) this.#refresh();
		this.#showStatus();
	}

	/** Asks for the rows anew. @param goal where to go; unless given, the user stays where he is, or goes where he is wanted. */
	#refresh(goal = this.#wanted): void {
		this.#wanted = goal;
		const filter = this.#filterBox.text;
		this.#remember({ filter });
		if (this.#state === undefined || this.#state.generation === 0 || this.#state.phase === 'failed') return;
		const { sort, histogram } = this.#memory;
		const goalNow = (): Goal => this.#wanted ?? goalOf(this.#grid.place, (row) => this.#view.rowAt(row)?.line);
		void this.#view.load({ filter, sort, histogram, marks: this.#marks.text }, goalNow);
	}

	#showView({ rowCount, histogram }: LoadedView, place: Place): void {
		if (this.#state?.phase !== 'reading') this.#wanted = undefined;
		this.#histogram.show(this.#memory.histogram, histogram);
		this.#record.forget();
		const model = {
			rowCount,
			examples: this.#state?.examples ?? 0,
			sort: this.#memory.sort,
			emptyText: this.#state?.phase === 'failed' ? '' : 'No example passes the filter.',
			rowAt: (index: number) => this.#view.rowAt(index),
			markOf: (line: number) => this.#marks.of(line),
		};
		this.#grid.show(model, place);
		if (rowCount === 0) this.#pane.showMessage('There is no row to show.');
		this.#showStatus();
		this.#onCursor();
	}

	#onCursor(): void {
		const { cursor } = this.#grid;
		const line = this.#view.rowAt(cursor)?.line;
		if (this.#wanted === undefined) this.#remember({ row: cursor, line: line ?? null });
		if (this.#memory.isPaneOpen) this.#record.show(line);
	}

	#openPane(isPaneOpen: boolean): void {
		this.#layOut({ isPaneOpen });
		this.#onCursor();
		if (!isPaneOpen) this.#grid.element.focus();
	}

	#layOut(changes: Partial<WebviewMemory>): void {
		this.#remember(changes);
		this.#layout.show(this.#memory);
	}

	#sortBy(column: SortOrder['column']): void {
		this.#remember({ sort: nextSort(this.#memory.sort, column) });
		this.#refresh({ row: 0 });
	}

	#onMarks(marks: string): void {
		this.#send('saveMarks', { marks, numbering: this.#view.numbering });
		this.#showMarks(this.#marks.warning);
		// Rows that are chosen or ordered by marks.
		if (/\bmarked\b/.test(this.#filterBox.text) || this.#memory.sort.column === 'marked') this.#refresh();
	}

	/** The file was written anew, and its examples are on other lines. */
	#receiveMarks(marks: string, notice: string | null): void {
		this.#marks.restore(marks);
		this.#showMarks(notice);
		this.#refresh();
	}

	#showMarks(notice: string | null): void {
		this.#notice = notice;
		this.#grid.render();
		this.#showStatus();
	}

	/** @param line of the row that a context menu was opened on. */
	#run(command: TableCommand, line?: number): void {
		const { selection, cursor } = this.#grid;
		runCommand(command, line, {
			server: this.#server,
			marks: this.#marks,
			generation: this.#view.generation,
			selected: () => this.#view.linesOf(selection.first, selection.last),
			id: this.#view.rowAt(cursor)?.id ?? null,
			onFound: (row) => this.#grid.moveTo(row),
		}).then(
			(notice) => {
				this.#notice = notice;
				this.#showStatus();
				if (command === 'goTo') this.#grid.element.focus();
			},
			(error: unknown) => this.#fail(error),
		);
	}

	#send<Name extends keyof WebviewMethods & string>(method: Name, params: WebviewMethods[Name][0]): void {
		this.#server.request(method, params).catch((error: unknown) => this.#fail(error));
	}

	#showStatus(): void {
		if (this.#state === undefined) return;
		this.#status.show(this.#state, this.#view.rowCount, this.#marks, this.#notice);
	}

	#fail(error: unknown): void {
		this.#notice = error instanceof Error ? error.message : String(error);
		this.#showStatus();
	}

	#remember(changes: Partial<WebviewMemory>): void {
		this.#memory = { ...this.#memory, ...changes };
		this.#keep.save(this.#memory);
	}
}

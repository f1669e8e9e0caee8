import { type Mapping, tellsSteps } from './mapping.ts';

export interface ReaderOptions {
	/** Keep ids as texts, for people. */
	readonly withIds?: boolean;
	/** Keep this many characters of each prompt, for lists people read. */
	readonly previewLength?: number;
	/**
	 * Hash prompts, so that equal ones are found; done unless this is `false`, and then where nothing else names an example. On lines of 1 KB
	 * with prompts of 600 bytes it takes a fifth of the time.
	 */
	readonly withPromptHashes?: boolean;
	/** Keep what prompts came from; done in any case where the lines tell steps, or their rollouts stand elsewhere. */
	readonly withSources?: boolean;
	/** What tells the groups of this file from those of others, for formats whose ids start anew in every file. */
	readonly fileKey?: string;
	/** Whether bytes are valid UTF-8; hosts have a fast way. Without it the question is not asked. */
	readonly isUtf8?: (bytes: Uint8Array) => boolean;
}

/** Whether a reader finds what prompts came from: only outages, which have a step, are told by it, be it that of rollouts elsewhere. */
export function keepsSources(mapping: Mapping, { withSources = false }: Pick<ReaderOptions, 'withSources'>): boolean {
	return mapping.source !== undefined && (withSources || tellsSteps(mapping) || mapping.rewards.kind === 'none');
}

// Why a goal is missed, and what it would take: a text for each goal whose `must` is missed in some version, by its id. The
// page has a section for each miss in any case; without a text it says no more than the figures.

export const limits = {
};

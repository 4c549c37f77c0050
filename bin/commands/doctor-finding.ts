export type Finding = { isOk: boolean; isAdvice?: true; text: string };
export type Check = { title: string; look: () => Promise<Finding[]> };

import{a,b}from"./chunk-EPHASM3Q.js";import"./chunk-SQE76S5B.js";export{b as default,a as texts};

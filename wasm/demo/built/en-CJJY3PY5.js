import{a,b}from"./chunk-EBWMAGXZ.js";import"./chunk-SQE76S5B.js";export{b as default,a as texts};
